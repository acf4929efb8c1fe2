import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { getArgumentValues, GraphQLError, valueFromASTUntyped, type FieldNode } from 'graphql';
import { denialError } from '../authorization/requirement.ts';
import { badUserInput, OperationRefused } from '../errors.ts';
import type { JsonObject } from '../executor/json.ts';
import { valueAt, type EventFilter } from '../graph/event-filter.ts';
import { rootFieldsOf } from '../operations/root-fields.ts';
import type { PlannedOperation, PreparedOperation } from '../operations/prepared-operation.ts';
import { isToldSchema, readVariables, type SchemaReaders } from '../operations/read-operation.ts';

/** What of a subscription is known before any event. */
export interface SubscriptionPlan {
  readonly prepared: PreparedOperation;
  readonly planned: PlannedOperation;
  /** Answered by the event itself. */
  readonly primary: FetchNode;
  /** What hydrates it. */
  readonly rest: PlanNode | undefined;
  /** Patterns of the event types it is fed by. */
  readonly eventTypes: readonly string[];
  /** Whether an event of these types is one that the arguments ask for. */
  readonly matches: (event: EventEnvelope) => boolean;
  /** The cursor to resume behind. */
  readonly after: string | null;
  /** Variables with defaults. */
  readonly coerced: JsonObject;
}

/** Plans a subscription for a viewer. Throws an OperationRefused when they may not have it or no events feed it. */
export function planSubscription(
  prepared: PreparedOperation,
  viewer: Viewer | null,
  variables: JsonObject,
  readers: SchemaReaders,
): SubscriptionPlan {
  const introspection = isToldSchema(readers, viewer);
  const coerced = readVariables(prepared, variables, { introspection });
  const planned = prepared.planFor(viewer, coerced);
  const [field] = rootFieldsOf(prepared.source);
  if (!field) throw refused(badUserInput('A subscription selects one field.'));
  const denial = planned.denied.get(field);
  if (denial) {
    const { message, extensions } = denialError(denial);
    throw refused(new GraphQLError(message, { path: [(field.alias ?? field.name).value], extensions }));
  }
  const rule = prepared.graph.events.get(field.name.value);
  const { node } = planned.plan;
  if (!rule || node?.kind !== 'Subscription') {
    throw refused(badUserInput(`No events feed the subscription ${field.name.value}.`));
  }
  const { primary, rest } = node;
  return {
    prepared,
    planned,
    primary,
    rest,
    eventTypes: rule.types,
    matches: matcherOf(prepared, field, rule.where, coerced),
    coerced,
    after: cursorOf(field, coerced),
  };
}

/** An argument that is left out, or null, asks for nothing; of a list any of the values will do. */
function matcherOf(
  { graph }: PreparedOperation,
  field: FieldNode,
  where: readonly EventFilter[],
  coerced: JsonObject,
): SubscriptionPlan['matches'] {
  const definition = graph.apiSchema.getSubscriptionType()?.getFields()[field.name.value];
  if (!definition || where.length === 0) return () => true;
  const args = getArgumentValues(definition, field, coerced);
  const asked = where.flatMap(({ argument, path }) => {
    const value = args[argument] ?? null;
    return value === null ? [] : [{ path, values: Array.isArray(value) ? value : [value] }];
  });
  return ({ data }) => asked.every(({ path, values }) => values.includes(valueAt(data, path)));
}

function cursorOf(field: FieldNode, coerced: JsonObject): string | null {
  const value = field.arguments?.find((argument) => argument.name.value === 'after')?.value;
  const cursor = (value && valueFromASTUntyped(value, coerced)) ?? null;
  if (cursor === null || typeof cursor === 'string') return cursor;
  // To begin now instead would be to lose events without a word.
  throw refused(badUserInput('after: expected a cursor that an update came with.'));
}

function refused(error: GraphQLError): OperationRefused {
  return new OperationRefused([error]);
}
