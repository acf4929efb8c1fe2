import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let graph: PaymentsGraph;
let test: TestGateway;
let siteDir: string;
const alice = uuidv7();
const release = 'remotes/auth/0.1.0-5e92d925b0';

async function writeSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-site-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Payloom</title>');
  await writeFile(join(folder, 'remotes.json'), '{}');
  await mkdir(join(folder, release), { recursive: true });
  await writeFile(join(folder, release, 'mf-manifest.json'), '{}');
  await writeFile(join(folder, release, 'remote-entry.b92b47d307.js'), '');
  await writeFile(
    join(folder, 'assets/main.3f2a91bc.js'),
    `console.log(${JSON.stringify('x'.repeat(5_000))})`,
  );
  return folder;
}

beforeAll(async () => {
  graph = await startPaymentsGraph();
  siteDir = await writeSite();
  test = await startTestGateway(graph.sdl(), { siteDir });
});
afterAll(async () => {
  await test.stop();
  await graph.stop();
  await rm(siteDir, { recursive: true });
});
beforeEach(() => {
  graph.payments.fault = null;
  graph.payments.seen.length = 0;
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${test.gateway.url}${path}`, { headers });
const asBrowser = { accept: 'text/html,application/xhtml+xml' };
const payment = { query: '{ payment(id: "p1") { id status } version }' };

describe('POST /graphql', () => {
  it('answers a signed-in viewer', async () => {
    const authorization = `Bearer ${await test.issuer.sign({ userId: alice })}`;
    const { status, body } = await test.post(payment, { authorization });
    expect(status).toBe(200);
    expect(body).toEqual({ data: { payment: { id: 'p1', status: 'COMPLETED' }, version: '1' } });
    expect((await test.post(payment, { authorization })).body).toEqual(body);
  });

  it('answers nobody with what nobody may see', async () => {
    const { status, body } = await test.post(payment);
    expect(status).toBe(200);
    expect(body.data).toEqual({ payment: null, version: '1' });
    expect(body.errors).toMatchObject([{ path: ['payment'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('keeps aliases and denials apart, whatever Apollo Server does to its schema', async () => {
    const query = '{ one: version two: version a: payment(id: "a") { key: id s: status ledger } }';
    const authorization = `Bearer ${await test.issuer.sign({ userId: alice })}`;
    for (let time = 0; time < 2; time += 1) {
      const { body } = await test.post({ query }, { authorization });
      expect(body.data).toEqual({ one: '1', two: '1', a: { key: 'a', s: 'COMPLETED', ledger: null } });
      expect(body.errors).toMatchObject([{ path: ['a', 'ledger'], extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  it.each([
    ['has expired', async () => `Bearer ${await test.issuer.sign({ userId: alice }, -1)}`, 'TOKEN_EXPIRED'],
    ['is no token', async () => 'Bearer x.y.z', 'TOKEN_INVALID'],
    ['is of another kind', async () => 'Basic YTpi', 'TOKEN_INVALID'],
  ])('refuses all of a request whose token %s', async (_name, authorization, reason) => {
    const { status, body } = await test.post(payment, { authorization: await authorization() });
    expect(status).toBe(401);
    expect(body).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', reason } }],
    });
    expect(graph.payments.seen).toHaveLength(0);
  });

  it('sends along who asks, from where, and what ties the logs together', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const authorization = `Bearer ${await test.issuer.sign({ userId: alice })}`;
    const sent = {
      authorization,
      cookie: 'payloom_refresh=abc',
      traceparent,
      'x-forwarded-for': '192.0.2.1',
      'user-agent': 'Firefox/150',
    };
    await test.post({ query: '{ version }' }, sent);
    expect(graph.payments.seen[0]?.headers).toMatchObject({
      ...sent,
      'x-forwarded-for': '192.0.2.1, 127.0.0.1',
    });
    await test.post({ query: '{ version }' }, { traceparent: 'forged' });
    expect(graph.payments.seen[1]?.headers.traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
    expect(graph.payments.seen[1]?.headers['x-request-id']).toEqual(expect.any(String));
  });

  it('brings the cookies of subgraphs back', async () => {
    graph.payments.responseHeaders['set-cookie'] = ['payloom_refresh=1; HttpOnly', 'other=2'];
    const { headers } = await test.post({ query: 'mutation { ping }' });
    expect(headers.getSetCookie()).toEqual(['payloom_refresh=1; HttpOnly', 'other=2']);
    delete graph.payments.responseHeaders['set-cookie'];
  });

  it.each<[string, object, Record<string, string>, number, string]>([
    ['a query another page could send', payment, { 'content-type': 'text/plain' }, 400, 'BAD_REQUEST'],
    ['a field that does not exist', { query: '{ nothing }' }, {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['no query', {}, {}, 400, 'BAD_REQUEST'],
    ['too many tokens', { query: `{ ${'version '.repeat(2_100)} }` }, {}, 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'a variable of the wrong type',
      { query: 'mutation ($t: Int) { ping(times: $t) }', variables: { t: 'x' } },
      {},
      400,
      'BAD_USER_INPUT',
    ],
    ['several operations in one', [payment, payment], {}, 400, 'BAD_REQUEST'],
    ['a body that is too large', { query: `# ${'x'.repeat(300 * 1024)}\n{ version }` }, {}, 413, ''],
  ])('refuses %s', async (_name, body, headers, status, code) => {
    const response = await test.post(body as Record<string, unknown>, headers);
    expect(response.status).toBe(status);
    if (code !== '') expect(response.body.errors?.[0]?.extensions?.code).toBe(code);
    expect(JSON.stringify(response.body)).not.toContain(' at ');
  });

  it('tells nothing of what goes wrong inside', async () => {
    graph.payments.fault = (response) => void response.destroy();
    const { status, body } = await test.post({ query: '{ version motto }' });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: null,
      errors: [
        {
          message: 'A part of this answer is not available right now.',
          path: ['version'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'payments' },
        },
      ],
    });
  });

  it('leaves compression to the proxy in front', async () => {
    const query = `{ ${Array.from({ length: 20 }, (_, index) => `v${'x'.repeat(80)}${index}: version`).join(' ')} }`;
    const { headers, body } = await test.post({ query }, { 'accept-encoding': 'gzip' });
    expect(headers.get('content-encoding')).toBeNull();
    expect(Object.keys(body.data ?? {})).toHaveLength(20);
  });

  it.each([
    ['a name that is not there', { operationName: 'B', query: 'query A { version }' }],
    ['several operations and no name', { query: 'query A { version } query B { version }' }],
  ])('asks which operation to run when given %s', async (_what, request) => {
    const { body } = await test.post(request);
    expect(body.errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
  });

  it('does not run subscriptions, which need a socket', async () => {
    const { body } = await test.post({ query: 'subscription { paymentChanged { type } }' });
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('GET /graphql', () => {
  it('tells who is no browser to POST', async () => {
    const response = await get('/graphql?query={version}');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('what every process has', () => {
  it('/healthz says it is alive, /readyz what it serves', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'alive' });
    const response = await get('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      failing: [],
      traffic: { requests: expect.any(Number), failed: expect.any(Number), p95Ms: expect.any(Number) },
      graph: { id: expect.stringMatching(/^[\da-f]{16}$/), problem: null },
    });
  });

  it('/metrics counts operations and fetches', async () => {
    await test.post({ query: '{ version }' });
    const text = await (await get('/metrics')).text();
    const has = (pattern: RegExp) => pattern.test(text);
    expect(has(/^payloom_gateway_operations_total\{kind="query",transport="http",outcome="ok",/m)).toBe(true);
    expect(has(/^payloom_gateway_subgraph_fetch_seconds_count\{.*subgraph="payments"/m)).toBe(true);
    expect(has(/^process_cpu_user_seconds_total/m)).toBe(true);
  });
});

describe('the site', () => {
  it('is served with hashed assets kept for ever and everything else asked for again', async () => {
    const asset = await get('/assets/main.3f2a91bc.js', { 'accept-encoding': 'gzip' });
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('gzip');
    const entry = await get(`/${release}/remote-entry.b92b47d307.js`);
    expect(entry.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/index.html', '/remotes.json', `/${release}/mf-manifest.json`]) {
      expect((await get(path)).headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('answers a path of its own routing with the page, and a missing file with 404', async () => {
    const page = await get('/payments/0199aa00', asBrowser);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Payloom')]);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    for (const [path, headers] of [
      ['/assets/gone.js', asBrowser],
      ['/payments', {}],
      ['/..%2f..%2fpackage.json', asBrowser],
    ] as const) {
      expect((await get(path, headers)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it('cannot be framed, sniffed or leaked from', async () => {
    const { headers } = await get('/', asBrowser);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  });

  it('lets nothing run in what is data, should somebody open it as a page', async () => {
    const answers = [
      await get('/healthz', asBrowser),
      await get('/remotes.json', asBrowser),
      await test.post({ query: '{ version }' }),
      await test.post({ query: '{ nothing }' }),
    ];
    for (const { headers } of answers)
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it('has a policy for its pages, which parts of a page need not repeat', async () => {
    const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy');
    expect(await policyOf('/')).toContain("default-src 'self'");
    expect(await policyOf('/assets/main.3f2a91bc.js')).toBeNull();
    expect(await policyOf(`/${release}/remote-entry.b92b47d307.js`)).toBeNull();
    expect((await get('/assets/main.3f2a91bc.js')).headers.get('x-content-type-options')).toBe('nosniff');
  });
});
