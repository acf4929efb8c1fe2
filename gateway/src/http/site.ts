import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import httpProxy from '@fastify/http-proxy';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cacheControlOf } from './cache-control.ts';

export interface SiteOptions {
  /** The built clients. */
  readonly directory: string | undefined;
  /** A development server, which gets every request that is not the gateway's own, sockets included. */
  readonly origin: string | undefined;
}

/** Compresses pages and assets. Answers of the graph are left to the proxy in front, which has the time. */
export async function addCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip', 'identity'],
    // Nobody here sends compressed requests, but for those who mean them to be bombs.
    globalDecompression: false,
    // The default quality of brotli takes seconds for a bundle.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
}

/** Serves the clients beside the graph, from files or from a development server. */
export async function mountSite(app: FastifyInstance, { directory, origin }: SiteOptions): Promise<void> {
  if (origin !== undefined) {
    await app.register(httpProxy, { upstream: origin, websocket: true });
    return;
  }
  if (directory === undefined) return;
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/',
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => void response.header('cache-control', cacheControlOf(path)),
  });
  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) return reply.sendFile('index.html');
    return notFound(reply);
  });
}

/** A path of the client's own routing: a page is asked for, and the path is no file's. */
function wantsPage({ method, headers, url }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? '';
  const isFile = /\.\w+$/.test(path);
  return (
    (method === 'GET' || method === 'HEAD') && !isFile && (headers.accept?.includes('text/html') ?? false)
  );
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).header('cache-control', 'no-store').send({ message: 'There is nothing here.' });
}
