import type { IncomingMessage } from 'node:http';
import { bearerToken } from '@payloom/subgraph-kit/viewer';
import { GraphQLError, type ExecutionArgs } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import type { AccessTokens, Identity } from '../authorization/access-tokens.ts';
import { maskForClient, tooManyOperations } from '../errors.ts';
import { forwardedHeaders, type Caller } from '../operations/caller.ts';
import { addressesOf, type Surroundings } from '../operations/client-address.ts';
import { refusalOf } from '../operations/run-operation.ts';
import { onExpiry, type LiveConnection } from './live-connections.ts';
import { beginOperation, LiveOperation, type LiveOperationOptions } from './live-operation.ts';
import { closeOfRefusal, socketCloses, type SocketClose } from './socket-closes.ts';

/** Of one socket, of any kind, under way at the same time. */
export const operationsPerSocketMax = 100;

/** What one socket carries along. */
export interface SocketExtra extends LiveConnection {
  readonly request: IncomingMessage;
  /** Aborts when the socket closes. */
  readonly closed: AbortSignal;
  readonly close: (how: SocketClose) => void;
  /** Whose token the first message carried, or the last that renewed it; null when nobody's. */
  identity: Identity | null;
  authorization: string | undefined;
  forgetExpiry: () => void;
}

export interface SocketOperationsOptions extends LiveOperationOptions, Surroundings {
  readonly tokens: AccessTokens | null;
}

type Options = ServerOptions<Record<string, unknown>, SocketExtra>;
type Hooks = Required<
  Pick<Options, 'onConnect' | 'onDisconnect' | 'onSubscribe' | 'onError' | 'execute' | 'subscribe'>
>;

/** How operations of the graphql-ws protocol are answered. */
export function socketHooks(options: SocketOperationsOptions): Hooks {
  return {
    onConnect: async ({ connectionParams, extra }) => signIn(options, connectionParams ?? {}, extra),
    onDisconnect: ({ extra }) => extra.forgetExpiry(),
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
    if (token !== null) hold(extra, await tokens.verify(token));
    return true;
  } catch (error) {
    extra.close(closeFor(error));
    return false;
  }
}

type TokenHolder = Pick<
  SocketExtra,
  'identity' | 'authorization' | 'closed' | 'close' | 'refuse' | 'forgetExpiry'
>;

function hold(extra: TokenHolder, identity: Identity): void {
  extra.identity = identity;
  extra.forgetExpiry();
  extra.forgetExpiry = onExpiry(identity, () => extra.refuse('TOKEN_EXPIRED'));
  if (extra.closed.aborted) extra.forgetExpiry();
}

function closeFor(error: unknown): SocketClose {
  const reason = error instanceof GraphQLError ? error.extensions.reason : undefined;
  if (reason === 'TOKEN_EXPIRED' || reason === 'TOKEN_INVALID') return closeOfRefusal[reason];
  return socketCloses.noKeys;
}

/**
 * Goes on with another token of the same session, so that a socket may outlive the one it was opened with. Resolves with
 * whether it does; a token that does not count, or of somebody else or another role, closes the socket.
 */
export async function renewToken(
  tokens: AccessTokens | null,
  extra: TokenHolder,
  authorization: string,
): Promise<boolean> {
  try {
    const token = bearerToken(authorization);
    const identity = token === null ? undefined : await tokens?.verify(token);
    if (!identity || !extra.identity || !isSameSession(identity, extra.identity)) {
      extra.refuse('TOKEN_INVALID');
      return false;
    }
    extra.authorization = authorization;
    hold(extra, identity);
    return true;
  } catch (error) {
    const close = closeFor(error);
    // The token at hand goes on to count until its time is up, and keys may be had by then.
    if (close !== socketCloses.noKeys) extra.close(close);
    return false;
  }
}

function isSameSession({ viewer: one }: Identity, { viewer: other }: Identity): boolean {
  return one.userId === other.userId && one.sessionId === other.sessionId && one.role === other.role;
}

/** Reads an operation, and starts it when it is a subscription. What is wrong ends it with an `error` message. */
async function begin(
  options: SocketOperationsOptions,
  payload: SubscribePayload,
  extra: SocketExtra,
  running: readonly string[],
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  if (running.length > operationsPerSocketMax) return [tooManyOperations(operationsPerSocketMax)];
  try {
    const addresses = addressesOf(extra.request, options);
    const caller = callerOf(extra, addresses);
    const address = addresses.at(-1) ?? '';
    const operation = await beginOperation(options, payload, { caller, address, transport: 'websocket' });
    const { schema, document } = operation;
    return { schema, document, operationName: payload.operationName ?? null, contextValue: operation };
  } catch (error) {
    return refusalOf(error, options.log);
  }
}

function callerOf(extra: SocketExtra, addresses: readonly string[]): Caller {
  const { identity, closed, request, authorization } = extra;
  // No cookies: any page may open a socket to us, and its browser would send them.
  const headers = forwardedHeaders({ headers: request.headers, addresses, authorization });
  // Read anew for each update: the token may be renewed while a subscription runs.
  const current = {
    ...headers,
    get authorization() {
      return extra.authorization ?? '';
    },
  };
  const forwarded = authorization === undefined ? headers : current;
  return { viewer: identity?.viewer ?? null, signal: closed, headers: forwarded };
}

function operationOf({ contextValue }: ExecutionArgs): LiveOperation {
  if (contextValue instanceof LiveOperation) return contextValue;
  throw new Error('The operation came without what it was read into');
}
