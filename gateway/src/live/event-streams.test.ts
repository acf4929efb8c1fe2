import { createEvent } from '@payloom/event-contracts/catalogue';
import { gatewayAudience, roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { startTcpProxy } from '@payloom/testkit/tcp-proxy';
import { createClient } from 'graphql-sse';
import { v7 as uuidv7 } from 'uuid';
import { changes, cursorsOf, idsOf, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { openRawStream, resultsOf, type RawStream } from '../testing/raw-stream.ts';
import { watch, type Watched } from '../testing/test-gateway.ts';
import { subscriptionsPerViewerMax } from './live-gateway.ts';

let live: LiveFixture;
const alice = uuidv7();
/** The gateway's own, for what takes access away. */
const ownListeners = 1;

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => live.settle());

const tokenOf = (sessionId = uuidv7(), seconds = 600) =>
  live.test.issuer.sign({ userId: alice, sessionId }, seconds);
const stream = (query: string, token?: string, headers?: Record<string, string>) =>
  openRawStream(live.test.gateway.url, { query }, { token, ...(headers ? { headers } : {}) });

/** A stream of `changes` to which the gateway listens. */
async function listening(token: string): Promise<RawStream> {
  const before = live.test.gateway.live.size;
  const opened = await stream(changes, token);
  await eventually(() => expect(live.test.gateway.live.size).toBe(before + 1));
  return opened;
}

const errorOf = async (opened: RawStream) => (await resultsOf(opened, 1))[0]?.errors?.[0];

describe('an event stream', () => {
  it('brings a payment, and goes on behind its cursor after it was cut', async () => {
    const proxy = await startTcpProxy({
      host: '127.0.0.1',
      port: Number(new URL(live.test.gateway.url).port),
    });
    const client = createClient({
      url: `http://127.0.0.1:${proxy.port}/graphql/stream`,
      headers: async () => ({ authorization: `Bearer ${await tokenOf()}` }),
      retryAttempts: 20,
      retry: () => new Promise((resolve) => setTimeout(resolve, 20)),
    });
    const watched: Watched = { results: [], ended: undefined, stop: () => {} };
    const variables: Record<string, unknown> = {};
    watched.stop = client.subscribe(
      { query: changes, variables },
      {
        next: (result) => {
          watched.results.push(JSON.parse(JSON.stringify(result)));
          variables.after = cursorsOf(watched).at(-1);
        },
        error: (error) => (watched.ended = error),
        complete: () => (watched.ended ??= null),
      },
    );
    await eventually(() => expect(live.test.gateway.live.size).toBe(1));
    const ids = await live.publishFor(alice, 3);
    await eventually(() => expect(idsOf(watched)).toEqual(ids));
    for (let round = 0; round < 3; round += 1) {
      proxy.refuse();
      expect(proxy.cut()).toBeGreaterThan(0);
      ids.push(...(await live.publishFor(alice, 3)));
      proxy.accept();
      ids.push(...(await live.publishFor(alice, 3)));
      await eventually(() => expect(idsOf(watched)).toEqual(ids));
    }
    expect(watched.ended).toBeUndefined();
    watched.stop();
    await live.settle();
    await proxy.stop();
  });

  it('says that nobody on the way may keep or hold it back', async () => {
    const opened = await listening(await tokenOf());
    expect(opened.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    opened.close();
  });

  it('answers queries and mutations too, with one result', async () => {
    const query = await stream('{ payment(id: "p1") { id } version }', await tokenOf());
    expect(await query.ended).toBe('complete');
    expect(query.results()).toEqual([{ data: { payment: { id: 'p1' }, version: '1' } }]);
    const mutation = await stream('mutation { ping(times: 3) }');
    expect(await mutation.ended).toBe('complete');
    expect(mutation.results()).toEqual([{ data: { ping: 3 } }]);
  });

  it.each([
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    [changes, 'UNAUTHENTICATED'],
    ['subscription { unfed { action } }', 'BAD_USER_INPUT'],
  ])('says why it ends: %s', async (query, code) => {
    const opened = await stream(query);
    expect([await opened.ended, opened.status]).toEqual(['complete', 200]);
    expect(opened.results()).toMatchObject([{ errors: [{ extensions: { code } }] }]);
  });

  it('ends with RESYNC_REQUIRED behind a cursor of no store', async () => {
    const variables = { after: 'bm9wZTox' };
    const opened = await openRawStream(
      live.test.gateway.url,
      { query: changes, variables },
      { token: await tokenOf() },
    );
    expect((await errorOf(opened))?.extensions).toMatchObject({ code: 'RESYNC_REQUIRED' });
  });

  it('ends with SCHEMA_CHANGED when the graph no longer has what is selected', async () => {
    const opened = await stream('subscription { paymentChanged { reason } }', await tokenOf());
    await eventually(() => expect(live.test.gateway.live.size).toBe(1));
    const without = live.graph.sdl().replace(/\n\s*reason: String[^\n]*/g, '');
    await live.test.replaceSupergraph(without);
    expect((await errorOf(opened))?.extensions).toMatchObject({ code: 'SCHEMA_CHANGED' });
    expect(await opened.ended).toBe('complete');
    await live.test.replaceSupergraph(live.graph.sdl());
  });

  it('leaves nothing behind when its client goes, with no event ever having come', async () => {
    const opened = await listening(await tokenOf());
    opened.close();
    await eventually(() => expect(live.test.gateway.live.size).toBe(0));
    await eventually(() => expect(live.test.gateway.store.listenerCount).toBe(ownListeners));
    const metrics = await (await fetch(`${live.test.gateway.url}/metrics`)).text();
    expect(metrics).toMatch(/^payloom_gateway_event_streams\{.*\} 0$/m);
  });
});

describe('the token of an event stream', () => {
  it.each([
    ['has expired', -5, 'TOKEN_EXPIRED'],
    ['is no good', null, 'TOKEN_INVALID'],
  ])('that %s opens none', async (_name, seconds, reason) => {
    const opened = await stream(changes, seconds === null ? 'a.b.c' : await tokenOf(uuidv7(), seconds));
    await opened.ended;
    expect([opened.status, JSON.parse(opened.rest())]).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason } }] },
    ]);
  });

  it('that expires ends it, and says so', async () => {
    const opened = await listening(await tokenOf(uuidv7(), 1));
    expect(await opened.ended).toBe('complete');
    expect((await errorOf(opened))?.extensions).toMatchObject({ reason: 'TOKEN_EXPIRED' });
  });

  it('of a session that was ended ends it within two seconds, and no other one', async () => {
    const sessionId = uuidv7();
    const [ended, kept] = [await listening(await tokenOf(sessionId)), await listening(await tokenOf())];
    await live.test.broker.publish([
      createEvent({
        type: 'auth.session.ended',
        subject: sessionId,
        audience: [userAudience(alice), roleAudience('ADMIN'), gatewayAudience],
        actor: alice,
        data: { userId: alice, sessionId, reason: 'ENDED_BY_OWNER' },
      }),
    ]);
    expect(await ended.ended).toBe('complete');
    expect((await errorOf(ended))?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'TOKEN_INVALID',
    });
    const [id] = await live.publishFor(alice, 1);
    expect(await resultsOf(kept, 1)).toMatchObject([{ data: { paymentChanged: { payment: { id } } } }]);
    kept.close();
  });

  it('with a role that its user has no more ends it', async () => {
    const userId = uuidv7();
    const opened = await listening(await live.test.issuer.sign({ userId, role: 'VENDOR' }));
    await live.test.broker.publish([
      createEvent({
        type: 'auth.user.role-changed',
        subject: userId,
        audience: [roleAudience('ADMIN'), gatewayAudience],
        actor: uuidv7(),
        data: { userId, before: { role: 'VENDOR' }, after: { role: 'CUSTOMER', reason: 'Leaves us' } },
      }),
    ]);
    expect(await opened.ended).toBe('complete');
    expect((await errorOf(opened))?.extensions).toMatchObject({ reason: 'TOKEN_INVALID' });
  });
});

describe('another page', () => {
  it.each(['text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded'])(
    'cannot send %s without being asked first',
    async (type) => {
      const opened = await stream('{ version }', undefined, { 'content-type': type });
      await opened.ended;
      expect(opened.status).toBe(415);
    },
  );

  it('cannot act by the cookies of a browser, nor by following a link', async () => {
    live.graph.payments.seen.length = 0;
    const opened = await stream('{ version }', undefined, { cookie: 'payloom_refresh=secret' });
    await opened.ended;
    expect(live.graph.payments.seen.map(({ headers }) => headers.cookie)).toEqual([undefined]);
    const link = `${live.test.gateway.url}/graphql/stream?query=%7Bversion%7D`;
    const followed = await fetch(link, { headers: { accept: 'text/event-stream' } });
    expect([followed.status, followed.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('what is refused', () => {
  it.each([
    ['a body that is too large', 413, JSON.stringify({ query: 'x'.repeat(300 * 1024) }), {}],
    ['a body that is no operation', 400, '[]', {}],
    ['a body that is no JSON', 400, '{', {}],
    ['who does not accept events', 406, '{"query":"{ version }"}', { accept: 'application/json' }],
  ])('is %s', async (_name, status, body, headers) => {
    const opened = await openRawStream(live.test.gateway.url, body, { headers });
    await opened.ended;
    expect(opened.status).toBe(status);
  });

  it('is one subscription more than a viewer may have, over whichever transport', async () => {
    const token = await tokenOf();
    const client = live.test.client({ connectionParams: { authorization: `Bearer ${token}` } });
    const half = subscriptionsPerViewerMax / 2;
    const sockets = Array.from({ length: half }, () => watch(client, changes));
    const streams = await Promise.all(Array.from({ length: half }, () => stream(changes, token)));
    await eventually(() => expect(live.test.gateway.live.size).toBe(subscriptionsPerViewerMax));
    const refused = await stream(changes, token);
    expect((await errorOf(refused))?.extensions).toMatchObject({ code: 'TOO_MANY_OPERATIONS' });
    for (const opened of streams) opened.close();
    for (const watched of sockets) watched.stop();
  });
});
