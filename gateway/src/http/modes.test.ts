import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket, WebSocketServer } from 'ws';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, watch, type TestGateway } from '../testing/test-gateway.ts';
import { mountExplorer } from './explorer.ts';

let graph: PaymentsGraph;
const alice = uuidv7();
const asBrowser = { accept: 'text/html,application/xhtml+xml' };

beforeAll(async () => void (graph = await startPaymentsGraph()));
afterAll(() => graph.stop());
beforeEach(() => {
  graph.payments.fault = null;
  graph.payments.seen.length = 0;
});

let devServer: Server;

beforeAll(async () => {
  devServer = createServer((request, response) => void response.end(`dev ${request.url}`));
  await new Promise<void>((resolve) => devServer.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  devServer.close();
  devServer.closeAllConnections();
});

describe('in development', () => {
  let sockets: WebSocketServer;
  let other: TestGateway;

  beforeAll(async () => {
    sockets = new WebSocketServer({ server: devServer });
    sockets.on('connection', (socket) =>
      socket.on('message', (data: Buffer) => socket.send(`hmr ${data.toString()}`)),
    );
    const { port } = devServer.address() as AddressInfo;
    other = await startTestGateway(graph.sdl(), { siteOrigin: `http://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await other.stop();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });

  it("what is not the gateway's own comes from the development server", async () => {
    expect(await (await fetch(`${other.gateway.url}/main.js`)).text()).toBe('dev /main.js');
    expect((await other.post({ query: '{ version }' })).body).toEqual({ data: { version: '1' } });
    expect((await fetch(`${other.gateway.url}/healthz`)).status).toBe(200);
  });

  it('so do sockets, but those of the graph', async () => {
    // Left open: the gateway must be able to stop nevertheless.
    const socket = new WebSocket(`${other.gateway.url.replace('http', 'ws')}/ws`);
    await once(socket, 'open');
    socket.send('update');
    expect(String((await once(socket, 'message'))[0])).toBe('hmr update');
    const watched = watch(other.client(), '{ version }');
    while (watched.ended === undefined) await delay(5);
    expect(watched.results).toEqual([{ data: { version: '1' } }]);
  });
});

describe('a development server that is away', () => {
  it('is told of without its address', async () => {
    const other = await startTestGateway(graph.sdl(), { siteOrigin: 'http://127.0.0.1:1' });
    const response = await fetch(`${other.gateway.url}/main.js`);
    expect(response.status).toBeGreaterThanOrEqual(500);
    expect(await response.json()).toEqual({ message: 'Something went wrong on our side.' });
    await other.stop();
  });
});

describe('in production', () => {
  it('there is neither introspection nor a word of suggestion, over either transport', async () => {
    const other = await startTestGateway(graph.sdl(), { development: false });
    try {
      const schema = await other.post({ query: '{ __schema { types { name } } }' });
      expect(schema.body.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
      const typo = await other.post({ query: '{ versio }' });
      const socketTypo = watch(other.client(), '{ versio }');
      const socketSchema = watch(other.client(), '{ __schema { types { name } } }');
      while (socketSchema.ended === undefined || socketTypo.ended === undefined) await delay(5);
      expect(JSON.stringify(socketSchema.ended)).toContain('introspection has been disabled');
      expect(JSON.stringify([typo.body, socketTypo.ended])).not.toContain('Did you mean');
    } finally {
      await other.stop();
    }
  });
});

describe('without keys to verify tokens with', () => {
  async function answerWithKeysAt(jwksUrl: string) {
    const other = await startTestGateway(graph.sdl(), { jwksUrl });
    try {
      const authorization = `Bearer ${await other.issuer.sign({ userId: alice })}`;
      const answer = await other.post({ query: '{ version }' }, { authorization });
      const watched = watch(other.client({ connectionParams: { authorization } }), '{ version }');
      while (watched.ended === undefined) await delay(5);
      return { ...answer, watched };
    } finally {
      await other.stop();
    }
  }

  it.each([
    ['cannot be reached', () => 'http://127.0.0.1:1/jwks'],
    ['answers with something else', () => `http://127.0.0.1:${(devServer.address() as AddressInfo).port}/`],
  ])('because who has them %s, it says that it is not the token that is wrong', async (_name, url) => {
    const { status, body, watched } = await answerWithKeysAt(url());
    expect(status).toBe(503);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(watched.ended).toMatchObject({ code: 1013 });
  });
});

describe('a gateway that stops', () => {
  it('lets requests under way end', async () => {
    const other = await startTestGateway(graph.sdl());
    graph.payments.fault = async (response, answer) => {
      await delay(200);
      response.setHeader('content-type', 'application/json').end(await answer());
    };
    const running = other.post({ query: '{ version }' });
    while (graph.payments.seen.length === 0) await delay(5);
    await other.stop();
    expect((await running).body).toEqual({ data: { version: '1' } });
  });
});

describe('the explorer', () => {
  let folder: string;
  const get = async (directory: string, url: string, headers = {}, forAdministrators = false) => {
    const app = Fastify();
    await mountExplorer(app, { directory, forAdministrators });
    return app.inject({ url, headers });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-explorer-'));
    await writeFile(join(folder, 'index.html'), '<html lang="en"><title>explorer</title></html>');
    await writeFile(join(folder, 'main.0123456789.js'), '1');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is what a browser gets on GET /graphql, with its assets beside', async () => {
    const page = await get(folder, '/graphql', asBrowser);
    expect([page.statusCode, page.body]).toEqual([200, '<html lang="en"><title>explorer</title></html>']);
    const asset = await get(folder, '/explorer/main.0123456789.js');
    expect([asset.statusCode, asset.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect((await get(folder, '/graphql')).statusCode).toBe(405);
  });

  it('says in its page that it is for administrators, where it is', async () => {
    const { body } = await get(folder, '/graphql', asBrowser, true);
    expect(body).toBe('<html data-for="administrators" lang="en"><title>explorer</title></html>');
  });

  it('runs no script but its own, in its page as in its workers, and asks nobody else', async () => {
    const all = [
      await get(folder, '/graphql', asBrowser, true),
      await get(folder, '/explorer/main.0123456789.js'),
    ];
    for (const { headers } of all) {
      const policy = String(headers['content-security-policy']).split('; ');
      expect(policy).toEqual(expect.arrayContaining(["script-src 'self'", "connect-src 'self'"]));
      expect(policy.filter((directive) => directive.includes('unsafe'))).toEqual([
        "style-src 'self' 'unsafe-inline'",
      ]);
    }
  });

  it('that is not built is not there', async () => {
    expect((await get('/nowhere/at/all', '/graphql', asBrowser)).statusCode).toBe(405);
  });
});
