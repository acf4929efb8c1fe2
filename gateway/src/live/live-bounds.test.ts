import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { faults } from '../testing/http-subgraph.ts';
import { startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { paymentEvent } from '../testing/payments.ts';
import { openAcknowledged, openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { startTestGateway, watch, type TestGateway } from '../testing/test-gateway.ts';
import { waitingEventsMax } from './live-feed.ts';
import { operationsPerSocketMax } from './socket-operations.ts';

const subscription = 'subscription ($after: Cursor) { paymentChanged(after: $after) { cursor reason } }';
let live: LiveFixture;
const alice = uuidv7();

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => live.settle());

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
    const running = Array.from({ length: operationsPerSocketMax }, () => watch(client, '{ version }'));
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
const cursorsOf = ({ messages }: RawSocket) =>
  messages
    .filter(({ type }) => type === 'next')
    .map(({ payload }) => updateSchema.parse(payload).data.paymentChanged.cursor);

describe('a subscriber that reads too slowly', () => {
  it('is ended with its cursor, holds nobody up, and goes on behind it', async () => {
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
    // Large, so that what the sockets hold on the way is soon full.
    const reason = 'x'.repeat(32 * 1024);
    const cursors: string[] = [];
    for (let round = 0; round < 15; round += 1) {
      const events = Array.from({ length: waitingEventsMax / 10 }, () => paymentEvent(alice));
      const large = events.map((event) => ({ ...event, data: { ...event.data, reason } }));
      cursors.push(...(await gateway.store.append(large)));
      await eventually(() => expect(cursorsOf(quick)).toEqual(cursors));
    }
    slow.socket.resume();
    const { payload } = await slow.heard('error');
    const delivered = cursorsOf(slow);
    expect(payload).toMatchObject([
      { extensions: { code: 'SUBSCRIBER_TOO_SLOW', cursor: delivered.at(-1) } },
    ]);
    expect(delivered).toEqual(cursors.slice(0, delivered.length));
    const variables = { after: delivered.at(-1) };
    slow.say({ type: 'subscribe', id: 'again', payload: { query: subscription, variables } });
    await eventually(() => expect(cursorsOf(slow)).toEqual(cursors));
    for (const { socket } of [slow, quick]) socket.close();
  });
});
