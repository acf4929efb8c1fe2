import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import type { Client } from 'graphql-ws';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import { faults } from '../testing/http-subgraph.ts';
import {
  entryEvent,
  liveSubgraph,
  paymentEvent,
  startPaymentsGraph,
  type PaymentsGraph,
} from '../testing/payments.ts';
import { startTestGateway, watch, type TestGateway, type Watched } from '../testing/test-gateway.ts';
import { subscriptionsPerViewerMax } from './live-gateway.ts';

let graph: PaymentsGraph;
let test: TestGateway;
const alice = uuidv7();
const bob = uuidv7();

beforeAll(async () => {
  graph = await startPaymentsGraph();
  test = await startTestGateway(graph.sdl());
});
afterAll(async () => {
  await test.stop();
  await graph.stop();
});
afterEach(async () => {
  graph.payments.fault = null;
  graph.profile.fault = null;
  await eventually(() => expect(test.gateway.live.size).toBe(0));
});

type Role = 'CUSTOMER' | 'ADMIN';

async function signedIn(userId: string, role: Role = 'CUSTOMER'): Promise<Client> {
  const authorization = `Bearer ${await test.issuer.sign({ userId, role })}`;
  return test.client({ connectionParams: { authorization } });
}

/** Subscribes and waits until the gateway listens. */
async function subscribed(client: Client, query: string, variables = {}): Promise<Watched> {
  const before = test.gateway.live.size;
  const watched = watch(client, query, variables);
  await eventually(() => expect(test.gateway.live.size).toBe(before + 1));
  return watched;
}

const changes =
  'subscription ($after: Cursor) { paymentChanged(after: $after) { cursor type payment { id status payer { displayName } } } }';
const idsOf = ({ results }: Watched) =>
  results.map(
    ({ data }) => (data as { paymentChanged: { payment: { id: string } } }).paymentChanged.payment.id,
  );
const cursorsOf = ({ results }: Watched) =>
  results.map(({ data }) => (data as { paymentChanged: { cursor: string } }).paymentChanged.cursor);
const publishFor = async (userId: string, count: number) => {
  const events = Array.from({ length: count }, () => paymentEvent(userId));
  await test.broker.publish(events);
  return events.map(({ subject }) => subject);
};

describe('a live update', () => {
  it('is the event, hydrated from the subgraphs that own the fields', async () => {
    const watched = await subscribed(await signedIn(alice), changes);
    const event = paymentEvent(alice);
    await test.broker.publish([event]);
    await eventually(() => expect(watched.results).toHaveLength(1));
    expect(watched.results[0]).toEqual({
      data: {
        paymentChanged: {
          cursor: expect.any(String),
          type: 'payments.payment.created',
          payment: { id: event.subject, status: 'COMPLETED', payer: { displayName: 'Name of payer-1' } },
        },
      },
    });
    watched.stop();
  });

  it('goes to those of its audience only, once each', async () => {
    const toAlice = await subscribed(await signedIn(alice), changes);
    const toBob = await subscribed(await signedIn(bob), changes);
    const toAdministrator = await subscribed(await signedIn(alice, 'ADMIN'), changes);
    const [mine] = await publishFor(alice, 1);
    const [other] = await publishFor(bob, 1);
    await eventually(() => expect(idsOf(toAdministrator)).toEqual([mine, other]));
    expect(idsOf(toAlice)).toEqual([mine]);
    expect(idsOf(toBob)).toEqual([other]);
    for (const watched of [toAlice, toBob, toAdministrator]) watched.stop();
  });

  it('comes in order however long each takes', async () => {
    let slow = true;
    graph.payments.fault = async (response, answer) => {
      if (slow) await delay(80);
      slow = !slow;
      response.setHeader('content-type', 'application/json').end(await answer());
    };
    const watched = await subscribed(await signedIn(alice), changes);
    const subjects = await publishFor(alice, 6);
    await eventually(() => expect(idsOf(watched)).toEqual(subjects));
    watched.stop();
  });

  it('is shaped by aliases, fragments, conditions and what the event itself brings', async () => {
    const query = `
      subscription ($no: Boolean!) { change: paymentChanged { ...C a: at at @skip(if: true) payment { key: id status @include(if: $no) } } }
      fragment C on PaymentChanged { kind: type money: amount { amountMinor currency } reason }`;
    const watched = await subscribed(await signedIn(alice), query, { no: false });
    const event = paymentEvent(alice);
    await test.broker.publish([event]);
    await eventually(() => expect(watched.results).toHaveLength(1));
    expect(watched.results[0]).toEqual({
      data: {
        change: {
          kind: event.type,
          money: { amountMinor: 2500, currency: 'EUR' },
          reason: null,
          a: event.time,
          payment: { key: event.subject },
        },
      },
    });
    watched.stop();
  });

  it('tells what a subgraph could not say, and the next one goes on', async () => {
    const watched = await subscribed(await signedIn(alice), changes);
    graph.profile.fault = faults.hangUp;
    await publishFor(alice, 1);
    await eventually(() => expect(watched.results).toHaveLength(1));
    graph.profile.fault = null;
    await publishFor(alice, 1);
    await eventually(() => expect(watched.results).toHaveLength(2));
    expect(watched.results[0]?.errors?.[0]).toMatchObject({
      path: ['paymentChanged', 'payment', 'payer'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    expect(watched.results[0]?.data).toMatchObject({
      paymentChanged: { payment: { payer: { displayName: null } } },
    });
    expect(watched.results[1]?.errors).toBeUndefined();
    watched.stop();
  });

  it('leaves out the fields its viewer may not see', async () => {
    const query = 'subscription { paymentChanged { payment { id ledger } } }';
    const watched = await subscribed(await signedIn(alice), query);
    const [id] = await publishFor(alice, 1);
    await eventually(() => expect(watched.results).toHaveLength(1));
    expect(watched.results[0]?.data).toEqual({ paymentChanged: { payment: { id, ledger: null } } });
    expect(watched.results[0]?.errors).toMatchObject([
      { path: ['paymentChanged', 'payment', 'ledger'], extensions: { code: 'FORBIDDEN' } },
    ]);
    watched.stop();
  });

  it('comes once though the broker delivers twice', async () => {
    const watched = await subscribed(await signedIn(alice), changes);
    const event = paymentEvent(alice);
    await test.broker.publish([event]);
    await test.broker.publish([event, paymentEvent(alice)]);
    await eventually(() => expect(watched.results).toHaveLength(2));
    expect(idsOf(watched)[0]).toBe(event.subject);
    expect(idsOf(watched)[1]).not.toBe(event.subject);
    watched.stop();
  });
});

describe('a subscription that resumes', () => {
  it('gets what it missed and then what comes, without gap or duplicate', async () => {
    const client = await signedIn(alice);
    const first = await subscribed(client, changes);
    const subjects = await publishFor(alice, 5);
    await eventually(() => expect(idsOf(first)).toHaveLength(5));
    first.stop();
    await eventually(() => expect(test.gateway.live.size).toBe(0));

    subjects.push(...(await publishFor(alice, 3)));
    const again = await subscribed(client, changes, { after: cursorsOf(first)[1] });
    const during = publishFor(alice, 20);
    subjects.push(...(await during));
    await eventually(() => expect(idsOf(again)).toEqual(subjects.slice(2)));
    expect(cursorsOf(again).slice(0, 3)).toEqual(cursorsOf(first).slice(2));
    again.stop();
  });

  it.each([
    ['of no store', 'bm9wZTox'],
    ['that is no cursor at all', '%%%'],
  ])('behind a cursor %s is told to fetch anew', async (_name, after) => {
    const watched = watch(await signedIn(alice), changes, { after });
    await eventually(() =>
      expect(watched.ended).toMatchObject([{ extensions: { code: 'RESYNC_REQUIRED' } }]),
    );
    expect(watched.results).toEqual([]);
  });

  it('takes a cursor written into the operation', async () => {
    const query = 'subscription { paymentChanged(after: "bm9wZTox") { cursor } }';
    const watched = watch(await signedIn(alice), query);
    await eventually(() =>
      expect(watched.ended).toMatchObject([{ extensions: { code: 'RESYNC_REQUIRED' } }]),
    );
  });
});

describe('a subscription is refused', () => {
  const refusalOf = async (client: Client, query: string) => {
    const watched = watch(client, query);
    await eventually(() => expect(watched.ended).toBeInstanceOf(Array));
    return watched.ended;
  };

  it('to who is not signed in', async () => {
    expect(await refusalOf(test.client(), changes)).toMatchObject([
      { path: ['paymentChanged'], extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('to who lacks a scope', async () => {
    const query = 'subscription { log: entryAdded { action } }';
    expect(await refusalOf(await signedIn(alice), query)).toMatchObject([
      { path: ['log'], extensions: { code: 'FORBIDDEN' } },
    ]);
    const watched = await subscribed(await signedIn(alice, 'ADMIN'), query);
    await test.broker.publish([entryEvent()]);
    await eventually(() =>
      expect(watched.results).toEqual([{ data: { log: { action: 'auth.user.registered' } } }]),
    );
    watched.stop();
  });

  it.each([
    ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['subscription { unfed { action } }', 'BAD_USER_INPUT'],
    ['subscription ($after: Cursor!) { paymentChanged(after: $after) { type } }', 'BAD_USER_INPUT'],
    ['subscription { paymentChanged { type } entryAdded { action } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('when it makes no sense: %s', async (query, code) => {
    expect(await refusalOf(await signedIn(alice, 'ADMIN'), query)).toMatchObject([{ extensions: { code } }]);
  });

  it('to a viewer who has as many as one may have', async () => {
    const [one, other] = [await signedIn(alice), await signedIn(alice)];
    const running: Watched[] = [];
    for (let count = 0; count < subscriptionsPerViewerMax; count += 1) {
      running.push(watch(count % 2 ? one : other, 'subscription { paymentChanged { type } }'));
    }
    await eventually(() => expect(test.gateway.live.size).toBe(subscriptionsPerViewerMax));
    expect(await refusalOf(one, changes)).toMatchObject([{ extensions: { code: 'TOO_MANY_OPERATIONS' } }]);
    running.pop()?.stop();
    await eventually(() => expect(test.gateway.live.size).toBe(subscriptionsPerViewerMax - 1));
    running.push(await subscribed(one, changes));
    for (const watched of running) watched.stop();
  });
});

describe('a subscription leaves nothing behind', () => {
  it('when its client unsubscribes, with no event ever having come', async () => {
    const watched = await subscribed(await signedIn(alice), changes);
    watched.stop();
    await eventually(() => expect(test.gateway.live.size).toBe(0));
    expect(test.gateway.store.listenerCount).toBe(0);
  });

  it('when its socket breaks while an update is being hydrated', async () => {
    graph.payments.fault = faults.silent;
    let socket: WebSocket | undefined;
    const authorization = `Bearer ${await test.issuer.sign({ userId: alice })}`;
    const client = test.client({
      connectionParams: { authorization },
      on: { opened: (opened) => void (socket = opened as WebSocket) },
    });
    await subscribed(client, changes);
    await publishFor(alice, 1);
    await eventually(() => expect(graph.payments.seen.at(-1)?.query).toContain('status'));
    socket?.terminate();
    await eventually(() => expect(test.gateway.live.size).toBe(0));
    expect(test.gateway.store.listenerCount).toBe(0);
  });

  it('when it was refused', async () => {
    const watched = watch(await signedIn(alice), changes, { after: 'bm9wZTox' });
    await eventually(() => expect(watched.ended).toBeDefined());
    expect(test.gateway.live.size).toBe(0);
    expect(test.gateway.store.listenerCount).toBe(0);
  });
});

describe('a token', () => {
  it('that expires closes the socket with a code clients come back from, and they do with a fresh one', async () => {
    const closes: number[] = [];
    let connections = 0;
    const client = test.client({
      retryAttempts: 3,
      retryWait: () => delay(10),
      connectionParams: async () => {
        connections += 1;
        return {
          authorization: `Bearer ${await test.issuer.sign({ userId: alice }, connections === 1 ? 1 : 60)}`,
        };
      },
      on: { closed: (event) => void closes.push((event as { code: number }).code) },
    });
    const watched = await subscribed(client, changes);
    await eventually(() => expect(closes).toEqual([4403]));
    await eventually(() => expect(connections).toBe(2));
    await eventually(() => expect(test.gateway.live.size).toBe(1));
    const [id] = await publishFor(alice, 1);
    await eventually(() => expect(idsOf(watched)).toEqual([id]));
    watched.stop();
  });

  it.each([
    ['expired', -5, 'TOKEN_EXPIRED'],
    ['no good', null, 'TOKEN_INVALID'],
  ])('that is %s does not open one', async (_name, seconds, reason) => {
    const token = seconds === null ? 'a.b.c' : await test.issuer.sign({ userId: alice }, seconds);
    const client = test.client({ connectionParams: { authorization: `Bearer ${token}` } });
    const watched = watch(client, changes);
    await eventually(() => expect(watched.ended).toMatchObject({ code: 4403, reason }));
  });
});

describe('other operations over the socket', () => {
  it('are queries and mutations', async () => {
    const client = await signedIn(alice);
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
          motto: 'weave',
        },
      },
    ]);
    expect(mutation.results).toEqual([{ data: { ping: 3 } }]);
  });

  it('are refused and denied as over HTTP', async () => {
    const refused = watch(test.client(), '{ nothing }');
    const denied = watch(test.client(), '{ payment(id: "1") { id } version }');
    await eventually(() =>
      expect(refused.ended).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]),
    );
    await eventually(() => expect(denied.ended).toBeNull());
    expect(denied.results).toMatchObject([{ data: { payment: null, version: '1' } }]);
  });

  it('carry the token of the socket and never its cookies', async () => {
    graph.payments.seen.length = 0;
    const token = await test.issuer.sign({ userId: alice });
    class WithCookie extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, {
          headers: { cookie: 'payloom_refresh=secret', 'x-forwarded-for': '192.0.2.1' },
        });
      }
    }
    const client = test.client({
      webSocketImpl: WithCookie,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const watched = watch(client, '{ version }');
    await eventually(() => expect(watched.ended).toBeNull());
    const { headers } = graph.payments.seen[0] ?? {};
    expect(headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'x-forwarded-for': '192.0.2.1, 127.0.0.1',
    });
    expect(headers?.cookie).toBeUndefined();
  });
});

describe('a new supergraph', () => {
  it('keeps the subscriptions that make sense in it, ends the others with a reason, and brings new events', async () => {
    const client = await signedIn(alice, 'ADMIN');
    const stays = await subscribed(client, changes);
    const goes = await subscribed(client, 'subscription { paymentChanged { reason } }');
    const live = liveSubgraph({ more: 'registered: EntryAdded @event(types: ["auth.user.registered"])' });
    await test.replaceSupergraph(graph.sdl({ ...live, sdl: live.sdl.replace('reason: String', '') }));
    await eventually(() => expect(goes.ended).toMatchObject([{ extensions: { code: 'SCHEMA_CHANGED' } }]));
    expect(stays.ended).toBeUndefined();

    const [id] = await publishFor(alice, 1);
    await eventually(() => expect(idsOf(stays)).toEqual([id]));
    const fresh = await subscribed(client, 'subscription { registered { cursor } }');
    const registered = { ...entryEvent(), type: 'auth.user.registered' };
    await test.broker.publish([registered]);
    await eventually(() => expect(fresh.results).toHaveLength(1));
    stays.stop();
    fresh.stop();
    await test.replaceSupergraph(graph.sdl());
    await eventually(async () => {
      const { body } = await test.post({ query: '{ __type(name: "PaymentChanged") { fields { name } } }' });
      expect(JSON.stringify(body)).toContain('reason');
    });
  });
});

describe('the protocol', () => {
  it.each([
    ['of no kind', undefined, 4406],
    ['with a message that is none', 'graphql-transport-ws', 4400],
  ])('%s is refused', async (_name, protocol, refusal) => {
    const socket = new WebSocket(`${test.gateway.url.replace('http', 'ws')}/graphql`, protocol);
    socket.on('open', () => socket.send('nonsense'));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(refusal);
  });

  it('takes no message that is too large', async () => {
    const socket = new WebSocket(`${test.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('open', () => socket.send('x'.repeat(300 * 1024)));
    expect((await once(socket, 'close'))[0]).toBe(1009);
  });

  it('is spoken on one path', async () => {
    const socket = new WebSocket(
      `${test.gateway.url.replace('http', 'ws')}/elsewhere`,
      'graphql-transport-ws',
    );
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});

describe('a gateway that stops', () => {
  it('sends its clients away to come back', async () => {
    const other = await startTestGateway(graph.sdl());
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
