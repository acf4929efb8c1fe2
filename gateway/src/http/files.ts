import type { IncomingHttpHeaders } from 'node:http';
import httpProxy from '@fastify/http-proxy';
import { bearerToken, type Viewer } from '@payloom/subgraph-kit/viewer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { AccessTokens } from '../authorization/access-tokens.ts';
import type { ResponseCache } from '../cache/response-cache.ts';
import type { GraphHolder } from '../graph/graph-holder.ts';
import { forwardedHeaders } from '../operations/caller.ts';
import { addressesOf, type Arrived, type Surroundings } from '../operations/client-address.ts';

export interface FilesOptions extends Surroundings {
  readonly graphs: GraphHolder;
  /** Null when there are no keys to verify tokens with: everybody is anonymous. */
  readonly tokens: AccessTokens | null;
  readonly timeoutMs: number;
  readonly cache: Pick<ResponseCache, 'wrote'>;
}

/** What of a request's own headers a subgraph gets, besides who asks: no cookie, so no other page can act for somebody. */
const passedOn = ['content-type', 'content-length', 'if-none-match', 'accept'] as const;

const subgraphPath = /^\/files\/([a-z]+)(?=\/)/;
const nameOf = ({ url }: Pick<FastifyRequest, 'url'>): string => subgraphPath.exec(url)?.[1] ?? '';

/**
 * Hands on files, which are no matter of the graph: `/files/<subgraph>/…` is that subgraph's `/files/…`. Whoever shows a
 * token that does not count is refused here, as with operations.
 */
export async function mountFiles(app: FastifyInstance, options: FilesOptions): Promise<void> {
  const { graphs, tokens, timeoutMs } = options;
  const writers = new WeakMap<FastifyRequest, Viewer>();
  const originOf = (request: Pick<FastifyRequest, 'url'>): string | undefined => {
    const url = graphs.graph.subgraphUrls.get(nameOf(request));
    return url?.startsWith('http') ? new URL(url).origin : undefined;
  };
  tellOfWrites(app, options.cache, writers);
  await app.register(httpProxy, {
    upstream: '',
    prefix: '/files',
    rewritePrefix: '/files',
    httpMethods: ['GET', 'HEAD', 'POST'],
    http: { requestOptions: { timeout: timeoutMs } },
    preRewrite: (url) => url.replace(subgraphPath, '/files'),
    // Before anything of the body is read: it is handed on as it comes.
    preHandler: (request, reply, done) => {
      // Pictures are small as they are, and a list would be held back, its breaking off too: the proxy in front has the time.
      request.headers['x-no-compression'] = 'files come as they are';
      if (originOf(request) === undefined) {
        answer(reply, 404, { message: 'There is nothing here.' });
        return;
      }
      checkToken(request, tokens).then((checked) => {
        if (checked && 'status' in checked) return answer(reply, checked.status, checked.body);
        if (checked && request.method === 'POST') writers.set(request, checked);
        done();
      }, done);
    },
    replyOptions: {
      getUpstream: (request) => originOf(request) ?? '',
      rewriteRequestHeaders: (request) => headersFor(request, options),
      onError: (reply, { error }) => {
        reply.log.warn({ err: error }, 'a subgraph gave no answer about a file');
        reply.code(503).header('cache-control', 'no-store');
        reply.send({ message: 'This part of Payloom is not available right now.' });
      },
    },
  });
}

/** What somebody has sent they see at once, as with a mutation. */
function tellOfWrites(
  app: FastifyInstance,
  cache: FilesOptions['cache'],
  writers: WeakMap<FastifyRequest, Viewer>,
): void {
  app.addHook('onSend', async (request) => cache.wrote(writers.get(request) ?? null));
}

interface Refusal {
  readonly status: number;
  readonly body: object;
}

/** Who asks, null for nobody, or why they are refused. */
async function checkToken(
  { headers }: Pick<FastifyRequest, 'headers'>,
  tokens: AccessTokens | null,
): Promise<Viewer | Refusal | null> {
  try {
    const token = bearerToken(headers.authorization);
    return (token === null ? null : await tokens?.verify(token))?.viewer ?? null;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { code, reason } = error.extensions;
    const status = code === 'UNAUTHENTICATED' ? 401 : 503;
    return { status, body: { message: error.message, ...(reason === undefined ? {} : { reason }) } };
  }
}

function answer(reply: FastifyReply, status: number, body: object): void {
  reply.code(status).header('cache-control', 'no-store').send(body);
}

function headersFor(request: Arrived, surroundings: Surroundings): IncomingHttpHeaders {
  const { headers } = request;
  const { authorization } = headers;
  const sent: IncomingHttpHeaders = {
    ...forwardedHeaders({ headers, addresses: addressesOf(request, surroundings), authorization }),
  };
  for (const name of passedOn) if (headers[name] !== undefined) sent[name] = headers[name];
  return sent;
}
