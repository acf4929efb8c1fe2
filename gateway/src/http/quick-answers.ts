import type { ExecutionResult } from 'graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endOfTurn } from '../end-of-turn.ts';
import { isJsonObject, type JsonObject } from '../executor/json.ts';
import type { Caller } from '../operations/caller.ts';
import { observeOperation } from '../operations/observe-operation.ts';
import type { PreparedOperation } from '../operations/prepared-operation.ts';
import { runOperation, type OperationParts } from '../operations/run-operation.ts';
import type { GatewayMetrics } from './metrics.ts';
import { told } from './who-asks.ts';

const json = 'application/json; charset=utf-8';
const graphqlJson = 'application/graphql-response+json; charset=utf-8';

/** What clients say that they accept, and what they then get. Whoever says anything else is served by Apollo Server. */
const contentTypes: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, json],
  ['*/*', json],
  ['application/json', json],
  ['application/json, multipart/mixed', json],
  // Apollo Client.
  ['application/graphql-response+json,application/json;q=0.9', graphqlJson],
]);

/** A POST as nearly all of them are. */
export interface PlainPost {
  readonly contentType: string;
  readonly variables: JsonObject;
}

/**
 * What of a request is needed to answer it without Apollo Server, whose work on each takes longer than all of ours; null
 * for one that is anything out of the ordinary.
 */
export function readPlainPost({ method, headers, body }: FastifyRequest): PlainPost | null {
  const contentType = contentTypes.get(headers.accept);
  const isPlain = method === 'POST' && /^application\/json\b/.test(headers['content-type'] ?? '');
  if (!isPlain || contentType === undefined || !isJsonObject(body)) return null;
  const { operationName = null, variables = null, extensions = null } = body;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isJsonObject(variables)) return null;
  if (extensions !== null && !isJsonObject(extensions)) return null;
  return { contentType, variables: variables ?? {} };
}

/** A longer one is encoded once for all who get it but the first; a text is sent in one piece with its headers. */
const textMaxCharacters = 2_000;

/** Results that several wait for are written once. */
const written = new WeakMap<ExecutionResult, string | Buffer>();

function bodyOf(result: ExecutionResult): string | Buffer {
  const known = written.get(result);
  if (known === undefined) return keep(result, textOf(result));
  return typeof known === 'string' && known.length > textMaxCharacters
    ? keep(result, Buffer.from(known))
    : known;
}

function keep(result: ExecutionResult, body: string | Buffer): string | Buffer {
  written.set(result, body);
  return body;
}

function textOf({ errors, ...rest }: ExecutionResult): string {
  return `${JSON.stringify(errors ? { errors: errors.map(told), ...rest } : rest)}\n`;
}

export interface QuickParts extends OperationParts {
  readonly metrics: GatewayMetrics;
}

/** Runs the operation and answers in the way of Apollo Server. */
export async function answerQuickly(
  reply: FastifyReply,
  { contentType, variables }: PlainPost,
  prepared: PreparedOperation,
  caller: Caller,
  parts: QuickParts,
): Promise<void> {
  const { traceparent } = caller.headers;
  const observed = {
    prepared,
    transport: 'http',
    traceparent,
    signal: caller.signal,
    metrics: parts.metrics,
  } as const;
  const result = await observeOperation(observed, () => runOperation(parts, prepared, variables, caller));
  const body = bodyOf(result);
  await endOfTurn();
  // Nothing was run of an operation without data.
  void reply
    .code(result.data === undefined ? 400 : 200)
    .header('cache-control', 'no-store')
    .type(contentType)
    .send(body);
}
