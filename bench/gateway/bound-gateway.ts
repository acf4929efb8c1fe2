import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';
import { Pool, type Dispatcher } from 'undici';
import { z } from 'zod';
import { knownSchema } from './known.ts';

/*
 * What no gateway on Node can do without: it takes a question, makes the fetches for it, reads what comes and writes the
 * answer. It does nothing else, for it knows its few questions, their fetches and their answers by heart. It does so by fastify and
 * undici, as most do.
 */

const env = z.object({ PORT: z.coerce.number(), KNOWN_PATH: z.string() }).parse(process.env);
const known = new Map(
  knownSchema
    .parse(JSON.parse(readFileSync(env.KNOWN_PATH, 'utf8')))
    .map((each) => [each.query, each] as const),
);
const bodySchema = z.object({ query: z.string() });
const headers = { 'content-type': 'application/json', accept: 'application/json' };

const pools = new Map<string, Pool>();
function poolOf(origin: string): Pool {
  const pool = pools.get(origin) ?? new Pool(origin);
  pools.set(origin, pool);
  return pool;
}

/** As cheaply as undici does it. */
function post(pool: Pool, path: string, body: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: () => undefined,
    onResponseStart: () => undefined,
    onResponseData: (_, chunk) => void chunks.push(chunk),
    onResponseEnd: () => resolve(Buffer.concat(chunks).toString()),
    onResponseError: (_, error) => reject(error),
  };
  pool.dispatch({ method: 'POST', path, headers, body }, handler);
  return promise;
}

const app = fastify();
app.post('/graphql', async (request, reply) => {
  const question = known.get(bodySchema.parse(request.body).query);
  if (!question) return reply.code(400).send({ errors: [{ message: 'This is not known by heart.' }] });
  for (const { url, body } of question.fetches) {
    const { origin, pathname: path } = new URL(url);
    JSON.parse(await post(poolOf(origin), path, body));
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(question.answer));
});
app.get('/readyz', async () => ({ ready: true }));
await app.listen({ host: '127.0.0.1', port: env.PORT });
