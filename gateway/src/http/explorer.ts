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
  readonly directory: string;
  /** Whether the page opens its editor to administrators alone. What it may then ask, the graph decides. */
  readonly forAdministrators: boolean;
}

/**
 * Answers `GET /graphql`: a browser gets the explorer, whose assets are under `/explorer/`; anything else is told to
 * POST.
 */
export async function mountExplorer(
  app: FastifyInstance,
  { directory, forAdministrators }: ExplorerOptions,
): Promise<void> {
  const path = join(directory, 'index.html');
  const served = existsSync(path);
  if (served) await mountAssets(app, directory);
  else app.log.warn('the explorer is not built: run node gateway/explorer/build.ts');
  app.get('/graphql', async (request, reply) => {
    if (served && request.headers.accept?.includes('text/html')) {
      const page = await readFile(path, 'utf8');
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', explorerPolicy)
        .send(forAdministrators ? markedForAdministrators(page) : page);
    }
    return reply
      .code(405)
      .header('allow', 'POST')
      .send({ errors: [{ message: 'Send operations with POST.', extensions: { code: 'BAD_REQUEST' } }] });
  });
}

async function mountAssets(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/explorer/',
    decorateReply: false,
    index: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header('cache-control', cacheControlOf(path));
      // A worker obeys the policy that its own script came with.
      response.header('content-security-policy', explorerPolicy);
    },
  });
}

/** The page reads this before it draws anything (`gateway/explorer/src/main.tsx`). */
const markedForAdministrators = (page: string): string =>
  page.replace('<html', '<html data-for="administrators"');
