import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHandler, type Response } from 'graphql-sse';
import type { AccessTokens, Identity } from '../authorization/access-tokens.ts';
import { gatewayBusy } from '../errors.ts';
import { isJsonObject } from '../executor/json.ts';
import { identityOf, sendRefusal } from '../http/who-asks.ts';
import { forwardedHeaders, type Caller } from '../operations/caller.ts';
import { addressesOf, type Surroundings } from '../operations/client-address.ts';
import { checkJsonDepth } from '../operations/limits.ts';
import { EventStream } from './event-stream.ts';
import type { LiveConnections } from './live-connections.ts';
import { beginOperation, type LiveOperationOptions } from './live-operation.ts';

/** Where operations are answered by event streams. */
export const streamPath = '/graphql/stream';

export interface EventStreamsOptions extends LiveOperationOptions, Surroundings {
  readonly tokens: AccessTokens | null;
  readonly connections: LiveConnections;
}

/** The streams that are open. */
export interface EventStreams {
  /** Breaks every stream off, for its client to come back elsewhere. */
  stop(): Promise<void>;
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Whoever stands in between hands each event on at once.
  'x-accel-buffering': 'no',
};

/** What the protocol's handler is given along with a request. */
interface StreamContext {
  readonly stream: EventStream;
  readonly caller: Caller;
  readonly address: string;
}

/**
 * Serves the graphql-sse protocol (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md) in its mode of
 * distinct connections, for places without WebSockets: each POST is one operation, answered by a stream of its own.
 */
export function mountEventStreams(app: FastifyInstance, options: EventStreamsOptions): EventStreams {
  const { connections, metrics } = options;
  const open = new Set<EventStream>();
  const handle = createProtocol(options);
  const identities = new WeakMap<FastifyRequest, Identity | null>();
  app.route({
    url: streamPath,
    method: 'POST',
    compress: false,
    preHandler: async (request, reply) => {
      const refused = unacceptable(request, reply);
      if (refused) return refused;
      try {
        identities.set(request, await identityOf(request, options.tokens));
        checkJsonDepth(request.body);
        if (isJsonObject(request.body)) request.body = options.documents.withText(request.body);
      } catch (error) {
        return sendRefusal(reply, error);
      }
      if (connections.isFull) return sendRefusal(reply.header('retry-after', '2'), gatewayBusy());
    },
    handler: async (request, reply) => {
      const stream = new EventStream(reply.raw, identities.get(request) ?? null);
      open.add(stream);
      metrics.eventStreams.set(open.size);
      const forget = connections.add(stream);
      stream.onClose(() => {
        forget();
        open.delete(stream);
        metrics.eventStreams.set(open.size);
      });
      return answer(reply, stream, await handle(request, contextOf(request, stream, options)));
    },
  });
  app.get(streamPath, async (_request, reply) => refuseGet(reply));
  return { stop: () => breakOff([...open]) };
}

const refuseGet = (reply: FastifyReply): FastifyReply =>
  reply
    .code(405)
    .header('allow', 'POST')
    .send({ errors: [{ message: 'Send operations with POST.', extensions: { code: 'BAD_REQUEST' } }] });

/**
 * Only JSON: any page may send forms and text here without being asked first, but not that. Nothing of a browser's cookies
 * counts, either.
 */
function unacceptable({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  const refuse = (status: number, message: string) =>
    reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') return refuse(415, 'Send operations as JSON.');
  if (!headers.accept?.includes('text/event-stream')) return refuse(406, 'Accept text/event-stream.');
  return null;
}

function contextOf(request: FastifyRequest, stream: EventStream, surroundings: Surroundings): StreamContext {
  const { authorization } = request.headers;
  const addresses = addressesOf(request, surroundings);
  const headers = forwardedHeaders({ headers: request.headers, addresses, authorization });
  const caller = { viewer: stream.identity?.viewer ?? null, signal: stream.signal, headers };
  return { stream, caller, address: addresses.at(-1) ?? '' };
}

/** What the protocol reads of a request; of its other mode, with one stream for many operations, nothing gets through. */
const protocolHeaders: Readonly<Record<string, string>> = {
  accept: 'text/event-stream',
  'content-type': 'application/json',
};

function createProtocol(options: EventStreamsOptions) {
  const handle = createHandler<FastifyRequest, StreamContext>({
    authenticate: () => null,
    onSubscribe: ({ context: { stream, caller, address } }, payload) =>
      stream.results(
        () => beginOperation(options, payload, { caller, address, transport: 'sse' }),
        options.log,
      ),
    // The protocol itself would take results as fast as they come, however slowly they leave.
    onNext: (_context, { context }) => context.stream.turn(),
  });
  return (request: FastifyRequest, context: StreamContext): Promise<Response> =>
    handle({
      method: request.method,
      url: request.url,
      headers: { get: (name) => protocolHeaders[name.toLowerCase()] },
      body: JSON.stringify(request.body ?? null),
      raw: request,
      context,
    });
}

function answer(
  reply: FastifyReply,
  stream: EventStream,
  [body, { status, headers = {} }]: Response,
): FastifyReply {
  if (body === null || typeof body === 'string') return reply.code(status).headers(headers).send(body);
  stream.onClose(() => void body.return());
  const paced = Readable.from(stream.paced(body), { objectMode: false, highWaterMark: 1 });
  return reply.headers(streamHeaders).send(paced);
}

async function breakOff(streams: readonly EventStream[]): Promise<void> {
  const gone = streams.map((stream) => new Promise<void>((resolve) => stream.onClose(resolve)));
  for (const stream of streams) stream.breakOff();
  await Promise.all(gone);
}
