import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { jest } from '@jest/globals';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { faults } from '../testing/http-subgraph.ts';
import { hurryIntervals } from '../testing/hurry-intervals.ts';
import { startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { paymentEvent } from '../testing/payments.ts';
import { openAcknowledged, openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { startTestGateway, watch, type TestGateway } from '../testing/test-gateway.ts';
import { waitingEventsMax } from './live-feed.ts';
import { operationsPerSocketMax } from './socket-operations.ts';

const subscription = 'subscription ($after: Cursor) { paymentChanged(after: $after) { cursor reason } }';
const withinLong = { withinMs: 60_000 };
let live: LiveFixture;
const alice = uuidv7();

// What a subgraph is silent about is not to time out before it is counted.
beforeAll(async () => void (live = await startLiveFixture({ subgraphTimeoutMs: 60_000 })));
afterAll(() => live.stop());
afterEach(() => {
  jest.useRealTimers();
  return live.settle();
});

describe('a gateway', () => {
  let small: TestGateway;
  beforeAll(async () => {
    small = await startTestGateway(live.graph.sdl(), { liveConnectionsMax: 2, liveSubscriptionsMax: 3 });
  });
  afterAll(() => small.stop());

  it('opens as many sockets as it takes, and another when one has left', async () => {
    const [one, other] = [await openRawSocket(small.gateway.url), await openRawSocket(small.gateway.url)];
    const third = new WebSocket(`${small.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    third.on('error', () => {});
    const [, response] = (await once(third, 'unexpected-response')) as [unknown, IncomingMessage];
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    one.socket.close();
    const again = await eventually(() => openRawSocket(small.gateway.url));
    for (const { socket } of [other, again]) socket.close();
    await Promise.all([other.closed, again.closed]);
  });

  it('runs as many subscriptions as it takes, whoever asks, and another when one has ended', async () => {
    const clientOf = async (userId: string) => {
      const authorization = `Bearer ${await small.issuer.sign({ userId })}`;
      return small.client({ connectionParams: { authorization } });
    };
    const [one, other] = [await clientOf(alice), await clientOf(uuidv7())];
    const running = [1, 2, 3].map(() => watch(one, subscription));
    await eventually(() => expect(small.gateway.live.size).toBe(3));
    const refused = watch(other, subscription);
    await eventually(() => expect(refused.ended).toMatchObject([{ extensions: { code: 'GATEWAY_BUSY' } }]));
    running.pop()?.stop();
    await eventually(() => expect(small.gateway.live.size).toBe(2));
    running.push(watch(other, subscription));
    await eventually(() => expect(small.gateway.live.size).toBe(3));
    for (const watched of running) watched.stop();
  });
});

describe('a socket', () => {
  it('has as many operations under way as it may, and the next one is refused', async () => {
    live.graph.payments.fault = faults.silent;
    const client = live.test.client();
    const running = Array.from({ length: operationsPerSocketMax }, (_, index) =>
      watch(client, `{ version${index}: version }`),
    );
    await eventually(() =>
      expect(live.graph.payments.seen.length).toBeGreaterThanOrEqual(operationsPerSocketMax),
    );
    const refused = watch(client, '{ version }');
    await eventually(() =>
      expect(refused.ended).toMatchObject([{ extensions: { code: 'TOO_MANY_OPERATIONS' } }]),
    );
    for (const watched of running) watched.stop();
    await client.dispose();
  });
});

const updateSchema = z.object({ data: z.object({ paymentChanged: z.object({ cursor: z.string() }) }) });
const nextOf = ({ messages }: RawSocket) => messages.filter(({ type }) => type === 'next');
const cursorsOf = (raw: RawSocket) =>
  nextOf(raw).map(({ payload }) => updateSchema.parse(payload).data.paymentChanged.cursor);

describe('a subscriber that reads too slowly', () => {
  it('is ended with its cursor, holds nobody up, and goes on behind it', async () => {
    // Who is paused answers no heartbeat, either.
    hurryIntervals();
    const { gateway, issuer } = live.test;
    const token = await issuer.sign({ userId: alice });
    const [slow, quick] = [
      await openAcknowledged(gateway.url, token),
      await openAcknowledged(gateway.url, token),
    ];
    for (const raw of [slow, quick])
      raw.say({ type: 'subscribe', id: 'ID', payload: { query: subscription } });
    await eventually(() => expect(gateway.live.size).toBe(2));
    slow.socket.pause();
    // Large ones fill what is held on the way, small ones are what waits then.
    const reasons = [...Array<string>(6).fill('x'.repeat(256 * 1024)), ...Array<string>(11).fill('')];
    const cursors: string[] = [];
    for (const reason of reasons) {
      const count = reason === '' ? waitingEventsMax / 10 : 10;
      const events = Array.from({ length: count }, () => paymentEvent(alice));
      const shaped = events.map((event) => ({ ...event, data: { ...event.data, reason } }));
      cursors.push(...(await gateway.store.append(shaped)));
      await eventually(() => expect(nextOf(quick)).toHaveLength(cursors.length), withinLong);
    }
    slow.socket.resume();
    const { payload } = await slow.heard('error');
    const delivered = cursorsOf(slow);
    expect(payload).toMatchObject([
      { extensions: { code: 'SUBSCRIBER_TOO_SLOW', cursor: delivered.at(-1) } },
    ]);
    // What was held on the way, and nothing of what waited.
    expect(delivered.length).toBeLessThan(waitingEventsMax / 10);
    expect(delivered).toEqual(cursors.slice(0, delivered.length));
    const variables = { after: delivered.at(-1) };
    slow.say({ type: 'subscribe', id: 'again', payload: { query: subscription, variables } });
    await eventually(() => expect(nextOf(slow)).toHaveLength(cursors.length), withinLong);
    expect(cursorsOf(slow)).toEqual(cursors);
    for (const { socket } of [slow, quick]) socket.close();
  }, 120_000);
});
