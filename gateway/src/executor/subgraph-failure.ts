import { RequestNotSent } from '../http-client/connection.ts';
import { isJsonObject } from './json.ts';

/**
 * Nothing came in time; nothing came; something came that is no GraphQL response; nobody waits any more; or it was not asked,
 * because of late it gave no answer.
 */
export type FailureKind = 'timeout' | 'unreachable' | 'malformed' | 'cancelled' | 'resting';

/** Why a subgraph gave no answer. It is logged and counted; a client sees SUBGRAPH_UNAVAILABLE. */
export class SubgraphFailure extends Error {
  readonly kind: FailureKind;
  constructor(subgraph: string, kind: FailureKind, options?: ErrorOptions) {
    super(`Subgraph ${subgraph}: ${kind}`, options);
    this.name = 'SubgraphFailure';
    this.kind = kind;
  }

  /** Whether the subgraph cannot have begun with what it was asked. */
  get wasNeverSent(): boolean {
    return this.kind === 'unreachable' && (this.cause instanceof RequestNotSent || isRefusal(this.cause));
  }
}

/** Nobody listens at the address, or at any of several. */
function isRefusal(cause: unknown): boolean {
  if (!isJsonObject(cause)) return false;
  return Array.isArray(cause.errors) ? cause.errors.every(isRefusal) : cause.code === 'ECONNREFUSED';
}
