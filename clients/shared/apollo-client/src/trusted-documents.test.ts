import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentNode } from '@apollo/client';
import { jest } from '@jest/globals';
import { sessionRequests } from '@payloom/session/session-requests';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { createGraph, type Graph } from './create-graph.ts';
import { alice, fakeSession } from './testing/fake-session.ts';
import { fakeSocketServer } from './testing/fake-socket.ts';

const root = join(import.meta.dirname, '../../../..');
const trusted: unknown = JSON.parse(readFileSync(join(root, 'schema/operations.json'), 'utf8'));
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const isDocument = (value: unknown): value is DocumentNode =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Document';

/** Every operation that was generated for a client. */
async function generatedOperations(): Promise<DocumentNode[]> {
  const paths = globSync('clients/{shell,remotes/*,shared/*}/src/**/__generated__/*.ts', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  });
  const modules: object[] = await Promise.all(
    paths.map((path) => import(join(root, path)) as Promise<object>),
  );
  return modules
    .flatMap((module) => Object.values(module).filter(isDocument))
    .filter((each) => getOperationAST(each));
}

const sent: string[] = [];
const sockets = fakeSocketServer();
let graph: Graph;

beforeAll(() => {
  const fetch = jest.fn(async (_url: string, init: RequestInit) => {
    const { query } = JSON.parse(await new Response(init.body ?? null).text()) as { query: string };
    sent.push(query);
    return Response.json({ data: null });
  });
  Object.assign(globalThis, { fetch });
  graph = createGraph({
    stepUp: { ask: async () => false },
    session: fakeSession(alice),
    httpUrl: '/graphql',
    webSocketUrl: 'ws://localhost/graphql',
    webSocket: sockets.webSocket,
  });
});
afterAll(() => graph.close());
beforeEach(() => void sent.splice(0));

async function send(document: DocumentNode): Promise<void> {
  const { client } = graph;
  const kind = getOperationAST(document)?.operation;
  if (kind === OperationTypeNode.SUBSCRIPTION)
    client.subscribe({ query: document }).subscribe({ error: () => {} });
  // What comes of them does not matter here.
  else if (kind === OperationTypeNode.QUERY) await client.query({ query: document }).catch(() => undefined);
  else await client.mutate({ mutation: document }).catch(() => undefined);
}

const overSocket = (): unknown[] =>
  sockets.connections.flatMap(({ subscriptions }) => subscriptions.map(({ query }) => query));

it('are word by word what the clients send, by POST and over the socket', async () => {
  const operations = await generatedOperations();
  for (const operation of operations) await send(operation);
  const subscriptions = overSocket();
  const texts = [...sent, ...subscriptions];
  expect(subscriptions.length).toBeGreaterThan(5);
  expect(new Set(texts).size).toBe(operations.length);
  for (const text of texts) expect(trusted).toHaveProperty(hashOf(String(text)), text);
});

it('are what a session sends for itself', async () => {
  await sessionRequests()
    .refresh()
    .catch(() => undefined);
  await sessionRequests()
    .signOut(undefined)
    .catch(() => undefined);
  expect(sent).toHaveLength(2);
  for (const text of sent) expect(trusted).toHaveProperty(hashOf(text), text);
});
