import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import { changes, idsOf, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { startTestGateway, watch } from '../testing/test-gateway.ts';

let live: LiveFixture;
const alice = uuidv7();

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => live.settle());

describe('a token', () => {
  it('that expires closes the socket with a code clients come back from, and they do with a fresh one', async () => {
    const closes: number[] = [];
    let connections = 0;
    const client = live.test.client({
      retryAttempts: 3,
      retryWait: () => delay(10),
      connectionParams: async () => {
        connections += 1;
        return {
          authorization: `Bearer ${await live.test.issuer.sign({ userId: alice }, connections === 1 ? 1 : 60)}`,
        };
      },
      on: { closed: (event) => void closes.push((event as { code: number }).code) },
    });
    const watched = await live.subscribed(client, changes);
    await eventually(() => expect(closes).toEqual([4403]));
    await eventually(() => expect(connections).toBe(2));
    await eventually(() => expect(live.test.gateway.live.size).toBe(1));
    const [id] = await live.publishFor(alice, 1);
    await eventually(() => expect(idsOf(watched)).toEqual([id]));
    watched.stop();
  });

  it.each([
    ['expired', -5, 'TOKEN_EXPIRED'],
    ['no good', null, 'TOKEN_INVALID'],
  ])('that is %s does not open one', async (_name, seconds, reason) => {
    const token = seconds === null ? 'a.b.c' : await live.test.issuer.sign({ userId: alice }, seconds);
    const client = live.test.client({ connectionParams: { authorization: `Bearer ${token}` } });
    const watched = watch(client, changes);
    await eventually(() => expect(watched.ended).toMatchObject({ code: 4403, reason }));
  });
});

describe('other operations over the socket', () => {
  it('are queries and mutations', async () => {
    const client = await live.signedIn(alice);
    const query = watch(
      client,
      'query ($id: ID!) { payment(id: $id) { id status payer { displayName } } motto }',
      { id: 'p1' },
    );
    const mutation = watch(client, 'mutation ($times: Int) { ping(times: $times) }', { times: 3 });
    await eventually(() => expect([query.ended, mutation.ended]).toEqual([null, null]));
    expect(query.results).toEqual([
      {
        data: {
          payment: { id: 'p1', status: 'COMPLETED', payer: { displayName: 'Name of payer-1' } },
          motto: 'weave “loosely”',
        },
      },
    ]);
    expect(mutation.results).toEqual([{ data: { ping: 3 } }]);
  });

  it('are refused and denied as over HTTP', async () => {
    const refused = watch(live.test.client(), '{ nothing }');
    const denied = watch(live.test.client(), '{ payment(id: "1") { id } version }');
    await eventually(() =>
      expect(refused.ended).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]),
    );
    await eventually(() => expect(denied.ended).toBeNull());
    expect(denied.results).toMatchObject([{ data: { payment: null, version: '1' } }]);
  });

  it('carry the token of the socket and never its cookies', async () => {
    live.graph.payments.seen.length = 0;
    const token = await live.test.issuer.sign({ userId: alice });
    class WithCookie extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, {
          headers: { cookie: 'payloom_refresh=secret', 'x-forwarded-for': '192.0.2.1' },
        });
      }
    }
    const client = live.test.client({
      webSocketImpl: WithCookie,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const watched = watch(client, '{ version }');
    await eventually(() => expect(watched.ended).toBeNull());
    const { headers } = live.graph.payments.seen[0] ?? {};
    expect(headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'x-forwarded-for': '192.0.2.1, 127.0.0.1',
    });
    expect(headers?.cookie).toBeUndefined();
  });
});

describe('the protocol', () => {
  it.each([
    ['of no kind', undefined, 4406],
    ['with a message that is none', 'graphql-transport-ws', 4400],
  ])('%s is refused', async (_name, protocol, refusal) => {
    const socket = new WebSocket(`${live.test.gateway.url.replace('http', 'ws')}/graphql`, protocol);
    socket.on('open', () => socket.send('nonsense'));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(refusal);
  });

  it('takes no message that is too large', async () => {
    const socket = new WebSocket(
      `${live.test.gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    socket.on('open', () => socket.send('x'.repeat(300 * 1024)));
    expect((await once(socket, 'close'))[0]).toBe(1009);
  });

  it('is spoken on one path', async () => {
    const socket = new WebSocket(
      `${live.test.gateway.url.replace('http', 'ws')}/elsewhere`,
      'graphql-transport-ws',
    );
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});

describe('a gateway that stops', () => {
  it('sends its clients away to come back', async () => {
    const other = await startTestGateway(live.graph.sdl());
    const closed: unknown[] = [];
    const client = other.client({
      on: { closed: (event) => void closed.push((event as { code: number }).code) },
    });
    const watched = watch(client, '{ version }');
    await eventually(() => expect(watched.ended).toBeNull());
    const lasting = other.client({
      lazy: false,
      on: { closed: (event) => void closed.push((event as { code: number }).code) },
    });
    await new Promise((resolve) => lasting.on('connected', resolve));
    await other.stop();
    expect(closed).toContain(1001);
  });
});
