import { maskError } from '@payloom/subgraph-kit/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** A part of the graph did not answer; `subgraph` is its name in the graph, never an address. */
export function subgraphUnavailable(subgraph?: string): GraphQLError {
  return new GraphQLError('A part of this answer is not available right now.', {
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', ...(subgraph === undefined ? {} : { subgraph }) },
  });
}

/** Events were missed that can no longer be told: fetch the present state, then subscribe without `after`. */
export function resyncRequired(): GraphQLError {
  return new GraphQLError(
    'Events after this cursor are no longer kept; fetch anew and subscribe without it.',
    {
      extensions: { code: 'RESYNC_REQUIRED' },
    },
  );
}

/** Events came faster than they were taken; `cursor` is the last one delivered. */
export function subscriberTooSlow(waitingMax: number, cursor: string | null): GraphQLError {
  return new GraphQLError(
    `More than ${waitingMax} events were waiting; subscribe again after the last cursor.`,
    {
      extensions: { code: 'SUBSCRIBER_TOO_SLOW', cursor },
    },
  );
}

/** The graph changed under a running subscription, which makes no sense in the new one. */
export function schemaChanged(cursor: string | null): GraphQLError {
  return new GraphQLError('The graph changed and no longer has what this subscription selects.', {
    extensions: { code: 'SCHEMA_CHANGED', cursor },
  });
}

/** One viewer, or one socket, has as many operations under way as it may have. */
export function tooManyOperations(operationsMax: number): GraphQLError {
  return new GraphQLError(`No more than ${operationsMax} operations may run at the same time.`, {
    extensions: { code: 'TOO_MANY_OPERATIONS' },
  });
}

/** This gateway has as many subscriptions as it takes; another one, or this one later, may have room. */
export function gatewayBusy(): GraphQLError {
  return new GraphQLError('No more subscriptions can be taken right now; try again in a moment.', {
    extensions: { code: 'GATEWAY_BUSY' },
  });
}

/** Input that does not fit the operation, or an operation that cannot be served. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The document holds several operations and none is named, or not the one that is. */
export function operationUnclear(): GraphQLError {
  return new GraphQLError('Which operation to run is not clear.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

/** The document is none of our clients', and no others are run here. */
export function documentNotTrusted(): GraphQLError {
  return new GraphQLError('Only operations that are known here are run.', {
    extensions: { code: 'DOCUMENT_NOT_TRUSTED' },
  });
}

/** The hash of a document came without its text, and names none that is known; the code is the one clients look for. */
export function documentUnknown(): GraphQLError {
  return new GraphQLError('No document of this hash is known here.', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
  });
}

/** There is more of something in an operation than may be; `what` is in the plural. */
export function operationTooLarge(what: string, max: number): OperationRefused {
  const message = `The operation has more than ${max} ${what}.`;
  return new OperationRefused([new GraphQLError(message, { extensions: { code: 'OPERATION_TOO_LARGE' } })]);
}

/** To answer it may take more than anybody may ask for at once. */
export function operationTooCostly(cost: number, costMax: number): OperationRefused {
  const message = `The operation costs ${cost}; at most ${costMax} is allowed.`;
  const extensions = { code: 'OPERATION_TOO_COSTLY', cost, costMax };
  return new OperationRefused([new GraphQLError(message, { extensions })]);
}

/** What went wrong on our side, in a place of the answer; the caller logs the cause. */
export function internalError(path?: readonly (string | number)[]): GraphQLError {
  return new GraphQLError('Something went wrong on our side.', {
    ...(path ? { path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

/** What was sent cannot be run; each error says why, fit for the client. */
export class OperationRefused extends Error {
  readonly errors: readonly GraphQLError[];
  constructor(errors: readonly GraphQLError[]) {
    super('The operation was refused');
    this.name = 'OperationRefused';
    this.errors = errors;
  }
}

/** Why a subscription ends or does not begin, besides what any operation may be told. */
export const liveErrorCodes = [
  'RESYNC_REQUIRED',
  'SUBSCRIBER_TOO_SLOW',
  'SCHEMA_CHANGED',
  'TOO_MANY_OPERATIONS',
  'GATEWAY_BUSY',
] as const;

const gatewayCodes = new Set<string>([
  'SUBGRAPH_UNAVAILABLE',
  'DOCUMENT_NOT_TRUSTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'OPERATION_TOO_LARGE',
  'OPERATION_TOO_COSTLY',
  ...liveErrorCodes,
]);

/** The last gate an error passes on its way out: what is not meant for the client becomes a plain sentence. */
export function maskForClient(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  return typeof code === 'string' && gatewayCodes.has(code) ? formatted : maskError(formatted);
}
