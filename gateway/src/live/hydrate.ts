import type { ExecutionResult } from 'graphql';
import type { Caller } from '../operations/caller.ts';
import type { JsonObject } from '../executor/json.ts';
import { gather, type OperationParts } from '../operations/run-operation.ts';
import { eventPayload } from './event-payload.ts';
import type { LiveEvent } from './live-store.ts';
import type { SubscriptionPlan } from './plan-subscription.ts';

export interface Hydration {
  readonly plan: SubscriptionPlan;
  /** As the client sent them. */
  readonly variables: JsonObject;
  /** As whom the subgraphs are asked. */
  readonly caller: Caller;
}

/** Makes the update that an event is to a subscriber: what the event tells itself, and the rest from the subgraphs. */
export function hydrate(
  parts: OperationParts,
  { plan, variables, caller }: Hydration,
  live: LiveEvent,
): Promise<ExecutionResult> {
  const { prepared, planned, primary, coerced } = plan;
  const { data, errors } = eventPayload(prepared.graph.supergraphSchema, primary, live, variables);
  if (errors) parts.log.error({ type: live.event.type, errors }, 'an event lacks what its type promises');
  return gather(parts, { prepared, planned, variables, coerced, caller }, data ?? {});
}
