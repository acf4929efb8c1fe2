import type { IncomingMessage } from 'node:http';
import { bearerToken } from '@payloom/subgraph-kit/viewer';
import { GraphQLError, OperationTypeNode, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import type { AccessTokens, Identity } from '../authorization/access-tokens.ts';
import { maskForClient, tooManyOperations } from '../errors.ts';
import { isJsonObject } from '../executor/json.ts';
import type { GraphHolder } from '../graph/graph-holder.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import { forwardedHeaders, type Caller } from '../operations/caller.ts';
import { addressesOf, type Surroundings } from '../operations/client-address.ts';
import { observeOperation, type Observed } from '../operations/observe-operation.ts';
import { readOperation } from '../operations/read-operation.ts';
import { refusalOf, runOperation, type OperationParts } from '../operations/run-operation.ts';
import type { LiveGateway } from './live-gateway.ts';
import type { LiveSubscription } from './live-subscription.ts';

/** Of one socket, of any kind, under way at the same time. */
export const operationsPerSocketMax = 100;

/** What one socket carries along. */
export interface SocketExtra {
  readonly request: IncomingMessage;
  /** Aborts when the socket closes. */
  readonly closed: AbortSignal;
  readonly close: (code: number, reason: string) => void;
  /** Whose token the first message carried; null when nobody's. */
  identity: Identity | null;
  authorization: string | undefined;
  expiry: NodeJS.Timeout | undefined;
}

export interface SocketOperationsOptions extends OperationParts, Surroundings {
  readonly graphs: GraphHolder;
  readonly live: LiveGateway;
  readonly tokens: AccessTokens | null;
  readonly metrics: GatewayMetrics;
  readonly introspection: boolean;
  readonly log: Logger;
}

/** One operation of one socket, ready to be answered. */
class SocketOperation {
  readonly run: () => Promise<ExecutionResult>;
  /** Listening already, where it is a subscription. */
  readonly subscription: LiveSubscription | null;
  constructor(run: () => Promise<ExecutionResult>, subscription: LiveSubscription | null) {
    this.run = run;
    this.subscription = subscription;
  }
}

type Options = ServerOptions<Record<string, unknown>, SocketExtra>;
type Hooks = Required<
  Pick<Options, 'onConnect' | 'onDisconnect' | 'onSubscribe' | 'onError' | 'execute' | 'subscribe'>
>;

/**
 * Not among the codes that the graphql-ws client takes for fatal: it connects again, with a token that is fresh by then.
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
export const tokenRefusedCode = 4403;
/** The longest a Node.js timer can wait. */
const timerMaxMs = 2 ** 31 - 1;

/** How operations of the graphql-ws protocol are answered. */
export function socketHooks(options: SocketOperationsOptions): Hooks {
  return {
    onConnect: async ({ connectionParams, extra }) => signIn(options, connectionParams ?? {}, extra),
    onDisconnect: ({ extra }) => clearTimeout(extra.expiry),
    onSubscribe: ({ extra, subscriptions }, _id, payload) =>
      begin(options, payload, extra, Object.keys(subscriptions)),
    execute: (args) => operationOf(args).run(),
    subscribe: (args) => operationOf(args).subscription ?? operationOf(args).run(),
    onError: (_context, _id, _payload, errors) => errors.map((error) => maskForClient(error.toJSON())),
  };
}

/** Takes the token of the first message. Without one the socket is anonymous; with a bad one it is closed. */
async function signIn(
  { tokens }: SocketOperationsOptions,
  params: Record<string, unknown>,
  extra: SocketExtra,
): Promise<boolean> {
  const authorization = params.authorization ?? params.Authorization;
  extra.authorization = typeof authorization === 'string' ? authorization : undefined;
  if (!tokens) return true;
  try {
    const token = bearerToken(extra.authorization);
    if (token === null) return true;
    const identity = await tokens.verify(token);
    extra.identity = identity;
    const expire = () => extra.close(tokenRefusedCode, 'TOKEN_EXPIRED');
    extra.expiry = setTimeout(expire, Math.min(identity.expiresAtMs - Date.now(), timerMaxMs));
    if (extra.closed.aborted) clearTimeout(extra.expiry);
    return true;
  } catch (error) {
    const reason = error instanceof GraphQLError ? error.extensions.reason : undefined;
    if (typeof reason === 'string') extra.close(tokenRefusedCode, reason);
    // 1013, "try again later": there are no keys to check the token with.
    else extra.close(1013, 'SUBGRAPH_UNAVAILABLE');
    return false;
  }
}

/** Reads an operation, and starts it when it is a subscription. What is wrong ends it with an `error` message. */
async function begin(
  options: SocketOperationsOptions,
  payload: SubscribePayload,
  extra: SocketExtra,
  running: readonly string[],
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  if (running.length > operationsPerSocketMax) return [tooManyOperations(operationsPerSocketMax)];
  const { graph } = options.graphs;
  try {
    const prepared = readOperation(graph, payload, options);
    const variables = isJsonObject(payload.variables) ? payload.variables : {};
    const addresses = addressesOf(extra.request, options);
    const caller = callerOf(extra, addresses);
    const kind = prepared.source.operation.operation;
    const subscription =
      kind === OperationTypeNode.SUBSCRIPTION
        ? await options.live.subscribe(prepared, variables, caller, addresses.at(-1) ?? '')
        : null;
    if (subscription) countSubscription(options);
    const { traceparent } = caller.headers;
    const observed: Observed = { prepared, transport: 'websocket', traceparent, metrics: options.metrics };
    const run = () => observeOperation(observed, () => runOperation(options, prepared, variables, caller));
    const contextValue = new SocketOperation(run, subscription);
    const { document } = prepared.source;
    return { schema: graph.apiSchema, document, operationName: payload.operationName ?? null, contextValue };
  } catch (error) {
    return refusalOf(error, options.log);
  }
}

function callerOf(
  { identity, closed, request, authorization }: SocketExtra,
  addresses: readonly string[],
): Caller {
  // No cookies: any page may open a socket to us, and its browser would send them.
  const forwarded = { headers: request.headers, addresses, authorization };
  return { viewer: identity?.viewer ?? null, signal: closed, headers: forwardedHeaders(forwarded) };
}

function operationOf({ contextValue }: ExecutionArgs): SocketOperation {
  if (contextValue instanceof SocketOperation) return contextValue;
  throw new Error('The operation came without what it was read into');
}

function countSubscription({ metrics }: SocketOperationsOptions): void {
  metrics.operations.inc({ kind: OperationTypeNode.SUBSCRIPTION, transport: 'websocket', outcome: 'ok' });
}
