import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let graph: PaymentsGraph;
let subgraph: Server;
let test: TestGateway;
const seen: { request: IncomingMessage; body: Buffer }[] = [];

let longFilesOpen = 0;

/** The beginning of a file, of so many bytes; then it breaks off, or the rest is awaited for good. */
function writeLong(url: string, response: ServerResponse): void {
  const [, sizeBytes, end] = /(\d+)-(breaks|waits)/.exec(url) ?? [];
  longFilesOpen += 1;
  response.once('close', () => (longFilesOpen -= 1));
  response.setHeader('content-type', 'text/csv');
  response.write(randomBytes(Number(sizeBytes)).toString('base64'), () => {
    if (end === 'breaks') response.destroy();
  });
}

beforeAll(async () => {
  graph = await startPaymentsGraph();
  subgraph = createServer((request, response) => {
    if (request.url?.startsWith('/files/long/')) return writeLong(request.url, response);
    void buffer(request).then((body) => {
      seen.push({ request, body });
      response.setHeader('content-type', 'image/webp').setHeader('content-security-policy', 'sandbox');
      response.setHeader('cache-control', 'immutable').end('picture');
    });
  });
  await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
  const { port } = subgraph.address() as AddressInfo;
  const subgraphUrls = new Map([['payments', `http://127.0.0.1:${port}/graphql`]]);
  test = await startTestGateway(graph.sdl(), { subgraphUrls });
});
afterAll(async () => {
  await test.stop();
  await graph.stop();
  subgraph.closeAllConnections();
  subgraph.close();
});
beforeEach(() => void (seen.length = 0));

const ask = (path: string, init: RequestInit = {}) => fetch(`${test.gateway.url}${path}`, init);

describe('/files/<subgraph>/', () => {
  it('brings the file of that subgraph with its own headers', async () => {
    const response = await ask('/files/payments/avatars/one.webp?x=1');
    expect([response.status, await response.text()]).toEqual([200, 'picture']);
    expect(seen[0]?.request.url).toBe('/files/avatars/one.webp?x=1');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-security-policy': 'sandbox',
      'cache-control': 'immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    [100, 'br'],
    [500_000, 'br'],
    [500_000, 'identity'],
  ])('breaks off what breaks off in the subgraph: after %i bytes, as %s', async (sizeBytes, encoding) => {
    const headers = { 'accept-encoding': encoding };
    const whole = async () => {
      const response = await ask(`/files/payments/long/${sizeBytes}-breaks`, { headers });
      const text = await response.text();
      return response.ok ? text : Promise.reject(new Error(`${response.status}`));
    };
    await expect(whole()).rejects.toThrow();
  });

  it.each(['br', 'identity'])(
    'brings what has come so far, and ends with who asks: as %s',
    async (encoding) => {
      const headers = { 'accept-encoding': encoding };
      const response = await ask('/files/payments/long/500000-waits', { headers });
      const reader = response.body?.getReader();
      expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
      expect(longFilesOpen).toBe(1);
      await reader?.cancel();
      await eventually(() => expect(longFilesOpen).toBe(0));
    },
  );

  it('hands on an upload larger than any operation, with who sends it and no cookie', async () => {
    const body = Buffer.alloc(1_000_000, 7);
    const authorization = `Bearer ${await test.issuer.sign({ userId: uuidv7() })}`;
    const headers = { authorization, cookie: 'payloom_refresh=abc', 'content-type': 'image/png' };
    const response = await ask('/files/payments/avatar?focus=3', { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    expect(seen[0]?.body.equals(body)).toBe(true);
    expect(seen[0]?.request).toMatchObject({
      url: '/files/avatar?focus=3',
      headers: { authorization, 'content-type': 'image/png', 'x-forwarded-for': '127.0.0.1' },
    });
    expect(seen[0]?.request.headers.cookie).toBeUndefined();
  });

  it('refuses a token that does not count, and does not ask the subgraph', async () => {
    const headers = { authorization: 'Bearer x.y.z' };
    const response = await ask('/files/payments/avatar', { method: 'POST', headers, body: 'x' });
    expect([response.status, await response.json()]).toEqual([
      401,
      { message: 'Your access token is not valid.', reason: 'TOKEN_INVALID' },
    ]);
    expect(seen).toHaveLength(0);
  });

  it.each([
    ['/files/nobody/one.webp'],
    ['/files/one.webp'],
    ['/files/'],
    ['/files/payments/../../graphql'],
    ['/files/payments/..%2f..%2fmetrics'],
  ])('leads nowhere else: %s', async (path) => {
    const response = await ask(path, { headers: { accept: 'application/json' } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(seen).toEqual([]);
  });

  it('takes no other method', async () => {
    expect((await ask('/files/payments/one.webp', { method: 'DELETE' })).status).toBe(404);
    expect(seen).toHaveLength(0);
  });

  it('says without an address that a subgraph is away', async () => {
    const subgraphUrls = new Map([['payments', 'http://127.0.0.1:1/graphql']]);
    const other = await startTestGateway(graph.sdl(), { subgraphUrls });
    const response = await fetch(`${other.gateway.url}/files/payments/one.webp`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { message: 'This part of Payloom is not available right now.' },
    ]);
    await other.stop();
  });
});
