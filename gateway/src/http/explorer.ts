import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { cacheControlOf } from './cache-control.ts';
import { explorerPolicy } from './security-headers.ts';

/** Where `gateway/explorer/build.ts` puts the explorer. */
export const explorerDirectory = join(import.meta.dirname, '../../dist/explorer');

export interface ExplorerOptions {
  /** Null where there is none to be served, as in production. */
  readonly directory: string | null;
}

/**
 * Answers `GET /graphql`: a browser gets the explorer, whose assets are under `/explorer/`; anything else is told to
 * POST.
 */
export async function mountExplorer(app: FastifyInstance, { directory }: ExplorerOptions): Promise<void> {
  const page = directory === null ? null : join(directory, 'index.html');
  const served = page !== null && existsSync(page);
  if (directory !== null && !served)
    app.log.warn('the explorer is not built: run node gateway/explorer/build.ts');
  if (directory !== null && served) {
    await app.register(fastifyStatic, {
      root: directory,
      prefix: '/explorer/',
      decorateReply: false,
      index: false,
      cacheControl: false,
      setHeaders: (response, path) => void response.header('cache-control', cacheControlOf(path)),
    });
  }
  app.get('/graphql', async (request, reply) => {
    if (page !== null && served && request.headers.accept?.includes('text/html')) {
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', explorerPolicy)
        .send(await readFile(page));
    }
    return reply
      .code(405)
      .header('allow', 'POST')
      .send({ errors: [{ message: 'Send operations with POST.', extensions: { code: 'BAD_REQUEST' } }] });
  });
}
