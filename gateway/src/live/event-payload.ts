import type { FetchNode } from '@apollo/query-planner';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import {
  executeSync,
  getNamedType,
  isObjectType,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import { getOwn, isJsonObject, type JsonObject } from '../executor/json.ts';
import type { LiveEvent } from './live-store.ts';

const documents = new BoundedCache<string, DocumentNode>({ entriesMax: 500 });

/**
 * Answers the primary fetch of a subscription plan from the event: `cursor`, `type` and `at` from its envelope, scalars
 * by name from its data, and for `payment: Payment` the key `{ id }` that the rest of the plan hydrates, taken from
 * `paymentId` or else the event's subject.
 */
export function eventPayload(
  schema: GraphQLSchema,
  { operation, operationName }: Pick<FetchNode, 'operation' | 'operationName'>,
  event: LiveEvent,
  variables: JsonObject,
): ExecutionResult {
  return executeSync({
    schema,
    document: documentOf(operation),
    operationName: operationName ?? null,
    variableValues: variables,
    contextValue: event,
    fieldResolver: resolveField,
  });
}

function documentOf(operation: string): DocumentNode {
  const known = documents.get(operation);
  if (known) return known;
  const document = parse(operation, { noLocation: true });
  documents.set(operation, document);
  return document;
}

/** What a field of Subscription yields; told apart from the data within, whose fields may have any name. */
class Payload {
  readonly live: LiveEvent;
  constructor(live: LiveEvent) {
    this.live = live;
  }
}

const resolveField: GraphQLFieldResolver<unknown, LiveEvent> = (source, _args, live, info) => {
  if (info.parentType === info.schema.getSubscriptionType()) return new Payload(live);
  if (source instanceof Payload) return fieldOf(source.live, info);
  return isJsonObject(source) ? getOwn(source, info.fieldName) : undefined;
};

function fieldOf({ cursor, event }: LiveEvent, { fieldName, returnType }: GraphQLResolveInfo): unknown {
  // The envelope goes first: an event's own field called `type` must not hide which event it is.
  const value = getOwn({ ...event.data, cursor, type: event.type, at: event.time }, fieldName);
  const type = getNamedType(returnType);
  if (value !== undefined || !isObjectType(type)) return value;
  return { __typename: type.name, id: keyFor(fieldName, event) };
}

function keyFor(fieldName: string, event: EventEnvelope): unknown {
  return getOwn(event.data, `${fieldName}Id`) ?? event.subject;
}
