import { readdirSync, readFileSync } from 'node:fs';
import type { DocumentNode } from '@apollo/client';
import { jest } from '@jest/globals';
import { sessionRequests } from '@payloom/session/session-requests';
import { waitFor } from '@testing-library/dom';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { createGraph, type Graph } from './create-graph.ts';
import { alice, fakeSession } from './testing/fake-session.ts';
import { fakeSocketServer } from './testing/fake-socket.ts';

const clients = new URL('../../../', import.meta.url);
const trusted: unknown = JSON.parse(readFileSync(new URL('../schema/operations.json', clients), 'utf8'));

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const isDocument = (value: unknown): value is DocumentNode =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Document';

/** Every operation that was generated for a client. */
async function generatedOperations(): Promise<DocumentNode[]> {
  const paths = readdirSync(clients, { recursive: true }).filter(
    (path) => /\/__generated__\/[^/]+\.ts$/.test(path) && !path.includes('node_modules'),
  );
  const modules = await Promise.all(
    paths.map(async (path): Promise<object> => import(new URL(path, clients).pathname)),
  );
  return modules
    .flatMap((module) => Object.values(module).filter(isDocument))
    .filter((document) => getOperationAST(document));
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
    streamUrl: 'http://localhost/graphql/stream',
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
  const texts = (): unknown[] => [...sent, ...overSocket()];
  await waitFor(() => expect(new Set(texts()).size).toBe(operations.length));
  expect(overSocket().length).toBeGreaterThan(5);
  for (const text of texts()) expect(trusted).toHaveProperty(await hashOf(String(text)), text);
});

it('are what a session sends for itself', async () => {
  await sessionRequests()
    .refresh()
    .catch(() => undefined);
  await sessionRequests()
    .signOut(undefined)
    .catch(() => undefined);
  expect(sent).toHaveLength(2);
  for (const text of sent) expect(trusted).toHaveProperty(await hashOf(text), text);
});
