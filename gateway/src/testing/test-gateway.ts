import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Broker } from '@payloom/messaging/broker';
import { openEmbeddedBroker } from '@payloom/messaging/embedded-broker';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { GatewayEnv } from '../env.ts';
import type { JsonObject } from '../executor/json.ts';
import { startGateway, type RunningGateway } from '../start-gateway.ts';
import type { PlainResult } from './open-graph.ts';

/** A whole gateway with an issuer of tokens, a broker journal of its own and clients of both transports. */
export interface TestGateway {
  readonly gateway: RunningGateway;
  readonly issuer: TestIssuer;
  /** Where the issuer's keys are, for another gateway that takes the same tokens. */
  readonly keysUrl: string;
  readonly supergraphPath: string;
  /** Another process's view of the journal. */
  readonly broker: Broker;
  /** POSTs an operation. */
  post(
    body: JsonObject,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: PlainResult }>;
  /** A graphql-ws client; it is disposed of with the gateway. */
  client(options?: Partial<ClientOptions>): Client;
  replaceSupergraph(sdl: string): Promise<void>;
  stop(): Promise<void>;
}

async function serveJson(body: unknown): Promise<{ url: string; stop: () => void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const quietEnv = {
  port: 0,
  host: '127.0.0.1',
  subgraphUrls: new Map<string, string>(),
  subgraphTimeoutMs: 1_000,
  joinableMs: 10,
  operationCostMax: 10_000,
  redisUrl: undefined,
  cache: true,
  proxiesInFront: 0,
  drainMs: 0,
  liveConnectionsMax: 1_000,
  liveSubscriptionsMax: 1_000,
  siteDir: undefined,
  siteOrigin: undefined,
  logLevel: 'silent',
  development: true,
} as const;

/** Starts a gateway over this supergraph. */
export async function startTestGateway(sdl: string, changes: Partial<GatewayEnv> = {}): Promise<TestGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  const supergraphPath = join(folder, 'supergraph.graphql');
  await writeFile(supergraphPath, sdl);
  const issuer = await createTestIssuer();
  const keys = await serveJson(issuer.jwks);
  const brokerJournalPath = join(folder, 'broker.sqlite');
  const gateway = await startGateway({
    ...quietEnv,
    supergraphPath,
    documents: { mode: 'prefer', paths: [join(folder, 'operations.json')] },
    jwksUrl: keys.url,
    broker: { amqpUrl: undefined, journalPath: brokerJournalPath, attemptsMax: 12 },
    ...changes,
  });
  const broker = await openEmbeddedBroker({ path: brokerJournalPath });
  const { clients, client } = clientsOf(gateway);
  return {
    gateway,
    issuer,
    keysUrl: keys.url,
    supergraphPath,
    broker,
    post: (body, headers = {}) => post(`${gateway.url}/graphql`, body, headers),
    client,
    replaceSupergraph: (next) => replaceFile(supergraphPath, next),
    stop: async () => {
      for (const each of clients) await each.dispose();
      await gateway.stop();
      await broker.close();
      keys.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function replaceFile(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

function clientsOf({ url }: RunningGateway): { clients: Client[]; client: TestGateway['client'] } {
  const clients: Client[] = [];
  const client: TestGateway['client'] = (options = {}) => {
    const created = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...options,
    });
    clients.push(created);
    return created;
  };
  return { clients, client };
}

async function post(url: string, body: JsonObject, headers: Record<string, string>) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as PlainResult };
}

/** What a subscription has delivered so far, and how it ended. */
export interface Watched {
  readonly results: PlainResult[];
  /** Undefined while it runs, null when it completed, else what the client was told. */
  ended: unknown;
  stop(): void;
}

/** Subscribes, or runs any operation over the socket, and collects what comes. */
export function watch(client: Client, query: string, variables: JsonObject = {}): Watched {
  const watched: Watched = { results: [], ended: undefined, stop: () => stop() };
  const stop = client.subscribe(
    { query, variables },
    {
      next: (result) => void watched.results.push(JSON.parse(JSON.stringify(result)) as PlainResult),
      error: (error) => (watched.ended = error),
      complete: () => (watched.ended ??= null),
    },
  );
  return watched;
}
