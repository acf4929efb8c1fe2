import { eventually } from '@payloom/testkit/eventually';
import type { Client } from 'graphql-ws';
import { v7 as uuidv7 } from 'uuid';
import type { WebSocket } from 'ws';
import { faults } from '../testing/http-subgraph.ts';
import { changes, cursorsOf, idsOf, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { entryEvent } from '../testing/payments.ts';
import { watch, type Watched } from '../testing/test-gateway.ts';
import { subscriptionsPerViewerMax } from './live-gateway.ts';

let live: LiveFixture;
const alice = uuidv7();
/** The gateway's own, for what takes access away. */
const ownListeners = 1;

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => live.settle());

describe('a subscription that resumes', () => {
  it('gets what it missed and then what comes, without gap or duplicate', async () => {
    const client = await live.signedIn(alice);
    const first = await live.subscribed(client, changes);
    const subjects = await live.publishFor(alice, 5);
    await eventually(() => expect(idsOf(first)).toHaveLength(5));
    first.stop();
    await eventually(() => expect(live.test.gateway.live.size).toBe(0));

    subjects.push(...(await live.publishFor(alice, 3)));
    const again = await live.subscribed(client, changes, { after: cursorsOf(first)[1] });
    const during = live.publishFor(alice, 20);
    subjects.push(...(await during));
    await eventually(() => expect(idsOf(again)).toEqual(subjects.slice(2)));
    expect(cursorsOf(again).slice(0, 3)).toEqual(cursorsOf(first).slice(2));
    again.stop();
  });

  it.each([
    ['of no store', 'bm9wZTox'],
    ['that is no cursor at all', '%%%'],
  ])('behind a cursor %s is told to fetch anew', async (_name, after) => {
    const watched = watch(await live.signedIn(alice), changes, { after });
    await eventually(() =>
      expect(watched.ended).toMatchObject([{ extensions: { code: 'RESYNC_REQUIRED' } }]),
    );
    expect(watched.results).toEqual([]);
  });

  it('takes a cursor written into the operation', async () => {
    const query = 'subscription { paymentChanged(after: "bm9wZTox") { cursor } }';
    const watched = watch(await live.signedIn(alice), query);
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
    expect(await refusalOf(live.test.client(), changes)).toMatchObject([
      { path: ['paymentChanged'], extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('to who lacks a scope', async () => {
    const query = 'subscription { log: entryAdded { action } }';
    expect(await refusalOf(await live.signedIn(alice), query)).toMatchObject([
      { path: ['log'], extensions: { code: 'FORBIDDEN' } },
    ]);
    const watched = await live.subscribed(await live.signedIn(alice, 'ADMIN'), query);
    await live.test.broker.publish([entryEvent()]);
    await eventually(() =>
      expect(watched.results).toEqual([{ data: { log: { action: 'auth.user.registered' } } }]),
    );
    watched.stop();
  });

  it.each([
    ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['subscription { unfed { action } }', 'BAD_USER_INPUT'],
    ['subscription { paymentChanged(after: 7) { type } }', 'BAD_USER_INPUT'],
    ['subscription ($after: Cursor!) { paymentChanged(after: $after) { type } }', 'BAD_USER_INPUT'],
    ['subscription { paymentChanged { type } entryAdded { action } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('when it makes no sense: %s', async (query, code) => {
    expect(await refusalOf(await live.signedIn(alice, 'ADMIN'), query)).toMatchObject([
      { extensions: { code } },
    ]);
  });

  it('to a viewer who has as many as one may have', async () => {
    const [one, other] = [await live.signedIn(alice), await live.signedIn(alice)];
    const running: Watched[] = [];
    for (let count = 0; count < subscriptionsPerViewerMax; count += 1) {
      running.push(watch(count % 2 ? one : other, 'subscription { paymentChanged { type } }'));
    }
    await eventually(() => expect(live.test.gateway.live.size).toBe(subscriptionsPerViewerMax));
    expect(await refusalOf(one, changes)).toMatchObject([{ extensions: { code: 'TOO_MANY_OPERATIONS' } }]);
    running.pop()?.stop();
    await eventually(() => expect(live.test.gateway.live.size).toBe(subscriptionsPerViewerMax - 1));
    running.push(await live.subscribed(one, changes));
    for (const watched of running) watched.stop();
  });
});

describe('a subscription leaves nothing behind', () => {
  it('when its client unsubscribes, with no event ever having come', async () => {
    const watched = await live.subscribed(await live.signedIn(alice), changes);
    watched.stop();
    await eventually(() => expect(live.test.gateway.live.size).toBe(0));
    expect(live.test.gateway.store.listenerCount).toBe(ownListeners);
  });

  it('when its socket breaks while an update is being hydrated', async () => {
    live.graph.payments.fault = faults.silent;
    let socket: WebSocket | undefined;
    const authorization = `Bearer ${await live.test.issuer.sign({ userId: alice })}`;
    const client = live.test.client({
      connectionParams: { authorization },
      on: { opened: (opened) => void (socket = opened as WebSocket) },
    });
    await live.subscribed(client, changes);
    await live.publishFor(alice, 1);
    await eventually(() => expect(live.graph.payments.seen.at(-1)?.query).toContain('status'));
    socket?.terminate();
    await eventually(() => expect(live.test.gateway.live.size).toBe(0));
    expect(live.test.gateway.store.listenerCount).toBe(ownListeners);
  });

  it('when it was refused', async () => {
    const watched = watch(await live.signedIn(alice), changes, { after: 'bm9wZTox' });
    await eventually(() => expect(watched.ended).toBeDefined());
    expect(live.test.gateway.live.size).toBe(0);
    expect(live.test.gateway.store.listenerCount).toBe(ownListeners);
  });
});
