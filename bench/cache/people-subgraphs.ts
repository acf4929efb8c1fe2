import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createEvent } from '@payloom/event-contracts/catalogue';
import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { answerBenchmark } from '../processes/side-process.ts';
import { listsSdl, profileSdl, type Commit } from './graph.ts';

/* The subgraphs of the benchmark: people in a table, who are renamed with an event in the same commit. */

const requestSchema = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() });
const rowSchema = z.object({ id: z.string(), version: z.int() });

let pool: Pool;
let commits: Commit[] = [];
let requestsCount = 0;

const systemMs = () => performance.timeOrigin + performance.now();

const renameSql = `
  with change as (update people set version = version + 1 where id = $1 returning version),
       told as (insert into outbox (event) values ($2))
  select version from change`;

const state = { displayName: 'N', phone: null, locale: 'en', timeZone: 'UTC' };

async function rename(id: string): Promise<number> {
  const event = createEvent({
    type: 'profile.profile.updated',
    subject: id,
    data: { userId: id, before: state, after: state },
    audience: [],
    actor: 'system',
  });
  const { rows } = await pool.query({ name: 'rename', text: renameSql, values: [id, JSON.stringify(event)] });
  const { version } = z.object({ version: z.int() }).parse(rows[0]);
  commits.push({ id, version, atMs: systemMs() });
  await pool.query('notify outbox');
  return version;
}

let batch: { ids: string[]; versions: Promise<Map<string, number>> } | undefined;

/** The versions of all who are asked for in one tick, by one query. */
async function versionOf(id: string): Promise<number | null> {
  batch ??= { ids: [], versions: Promise.resolve().then(loadBatch) };
  batch.ids.push(id);
  return (await batch.versions).get(id) ?? null;
}

async function loadBatch(): Promise<Map<string, number>> {
  const ids = batch?.ids ?? [];
  batch = undefined;
  const sql = { name: 'people', text: 'select id, version from people where id = any($1)', values: [ids] };
  const { rows } = await pool.query(sql);
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map(({ id, version }) => [id, version]),
  );
}

const profile = buildSubgraphSchema({
  typeDefs: parse(profileSdl),
  resolvers: {
    Mutation: { rename: (_source: unknown, { id }: { id: string }) => rename(id) },
    User: {
      __resolveReference: async ({ id }: { id: string }) => ({ id, version: await versionOf(id) }),
      displayName: ({ version }: { version: number }) => `Name ${version}`,
    },
  },
});

const lists = buildSubgraphSchema({
  typeDefs: parse(listsSdl),
  resolvers: {
    Query: { people: (_source: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })) },
  },
});

async function serve(schema: GraphQLSchema, onRequest: () => void): Promise<string> {
  const documents = new Map<string, DocumentNode>();
  const answer = async (body: string): Promise<string> => {
    const { query, variables } = requestSchema.parse(JSON.parse(body));
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    return JSON.stringify(await execute({ schema, document, variableValues: variables }));
  };
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    onRequest();
    void text(request).then(async (body) => {
      response.setHeader('content-type', 'application/json').end(await answer(body));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const addresses = {
  profile: await serve(profile, () => (requestsCount += 1)),
  lists: await serve(lists, () => {}),
};

answerBenchmark({
  addresses: () => addresses,
  /** Makes the table, of so many people, and resolves with their ids. */
  fill: async (argument) => {
    const { url, count } = z.object({ url: z.string(), count: z.int() }).parse(argument);
    pool = new Pool({ connectionString: url });
    pool.on('error', () => undefined);
    const ids = Array.from({ length: count }, () => uuidv7());
    await pool.query('create table people (id text primary key, version int not null)');
    await pool.query('insert into people select unnest($1::text[]), 0', [ids]);
    return ids;
  },
  /** What was committed, and how often it was asked, since the last time. */
  take: () => {
    const taken = { commits, requestsCount };
    commits = [];
    requestsCount = 0;
    return taken;
  },
});
