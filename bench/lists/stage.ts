import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnPostgres } from '@payloom/testkit/own-postgres';
import { z } from 'zod';
import { startEmbeddedServices, type EmbeddedServices } from '../../e2e/services/embedded-services.ts';
import { listCases, pageSize, type ListCase, type Person, type Rows } from './cases.ts';
import { fill, findId, people } from './fill.ts';
import { createSigningKey, type SignIn } from './tokens.ts';

const daysAgo = { from: 80, to: 40 };
const dayMs = 86_400_000;

export type Page = 'first' | 'deep';

/** An installation with lists of one size, ready to be asked. */
export interface Filled {
  /** The names of the lists, the same of every size. */
  readonly names: readonly string[];
  /** Asks for the first page, or for the one that begins in the middle of all rows; resolves with its milliseconds. */
  ask(name: string, page: Page): Promise<number>;
}

const answerSchema = z.object({
  data: z.object({ list: z.object({ edges: z.array(z.unknown()) }) }),
  errors: z.undefined().optional(),
});

const encodeCursor = (id: string): string => Buffer.from(id).toString('base64url');

interface Question {
  readonly graphUrl: string;
  readonly token: string;
  readonly list: ListCase;
  readonly after: string | null;
}

/** Asks for a page and resolves with how long that took; a page that is not full measures something else. */
async function timePage({ graphUrl, token, list, after }: Question): Promise<number> {
  const beganAt = performance.now();
  const response = await fetch(graphUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: list.query, variables: { filter: list.filter, first: pageSize, after } }),
  });
  const body: unknown = await response.json();
  const took = performance.now() - beganAt;
  if (answerSchema.safeParse(body).data?.data.list.edges.length === pageSize) return took;
  throw new Error(`${list.name}, after ${after}: ${JSON.stringify(body).slice(0, 400)}`);
}

/** Fills an installation with lists of a size, and lets its pages be asked for. */
export async function openFilled(
  { databaseUrl, graphUrl }: EmbeddedServices,
  size: number,
  signIn: SignIn,
): Promise<Filled> {
  const nowMs = Date.now();
  await fill(databaseUrl, { size, nowMs });
  const idOf = (salt: Rows, i: number) => findId(databaseUrl('payments'), salt, i);
  const [busyId, quietId] = [await idOf('user', people.busy), await idOf('user', people.quiet)];
  const seldomId = await idOf('user', people.seldom);
  const tokens: Record<Person, string> = {
    busy: await signIn(busyId, 'CUSTOMER'),
    quiet: await signIn(quietId, 'CUSTOMER'),
    administrator: await signIn(await idOf('user', people.administrator), 'ADMIN'),
  };
  const middle: Record<Rows, string> = {
    payment: await idOf('payment', size / 2),
    audit: await idOf('audit', size / 2),
    user: await idOf('user', size / 2),
  };
  const moment = (days: number) => new Date(nowMs - days * dayMs).toISOString();
  const lists = listCases({
    busyId,
    quietId,
    seldomId,
    from: moment(daysAgo.from),
    to: moment(daysAgo.to),
  });
  const byName = new Map(lists.map((list) => [list.name, list]));
  const ask: Filled['ask'] = (name, page) => {
    const list = byName.get(name);
    if (!list) throw new Error(`There is no list "${name}".`);
    const after = page === 'deep' ? encodeCursor(middle[list.rows]) : null;
    return timePage({ graphUrl, token: tokens[list.as], list, after });
  };
  return { names: [...byName.keys()], ask };
}

/** Runs one PostgreSQL with an installation for each size, and hands them over until `work` is done. */
export async function withInstallations<Result>(
  sizes: Readonly<Record<'few' | 'many', number>>,
  work: (few: Filled, many: Filled) => Promise<Result>,
): Promise<Result> {
  await using running = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'payloom-bench-lists-'));
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const signingKeyPath = join(folder, 'signing-key.pem');
  const signIn = await createSigningKey(signingKeyPath);
  const postgres = running.adopt(await startOwnPostgres(), (server) => server.stop());
  const open = async (size: number) => {
    const surroundings = { databaseUrl: postgres.url, signingKeyPath };
    return openFilled(await startEmbeddedServices(`of_${size}`, surroundings, running), size, signIn);
  };
  const few = await open(sizes.few);
  const many = await open(sizes.many);
  return await work(few, many);
}
