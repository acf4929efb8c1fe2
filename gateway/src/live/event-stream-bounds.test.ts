import { jest } from '@jest/globals';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { hurryIntervals } from '../testing/hurry-intervals.ts';
import { startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { paymentEvent } from '../testing/payments.ts';
import { openRawStream, resultsOf, type RawStream } from '../testing/raw-stream.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startTestGateway } from '../testing/test-gateway.ts';
import { beatEveryMs } from './event-stream.ts';
import { waitingEventsMax } from './live-feed.ts';

const subscription = 'subscription ($after: Cursor) { paymentChanged(after: $after) { cursor reason } }';
const large = 'x'.repeat(256 * 1024);
let live: LiveFixture;
const alice = uuidv7();

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => {
  jest.useRealTimers();
  return live.settle();
});

const open = async (variables: Record<string, unknown> = {}, { gateway, issuer } = live.test) =>
  openRawStream(
    gateway.url,
    { query: subscription, variables },
    { token: await issuer.sign({ userId: alice }) },
  );

const updateSchema = z.object({ data: z.object({ paymentChanged: z.object({ cursor: z.string() }) }) });
const cursorsOf = (stream: RawStream) =>
  stream.results().flatMap((result) => updateSchema.safeParse(result).data?.data.paymentChanged.cursor ?? []);

/** Large ones fill what is held on the way, small ones are what waits then. */
async function append(count: number, reason: string): Promise<string[]> {
  const events = Array.from({ length: count }, () => paymentEvent(alice));
  return live.test.gateway.store.append(
    events.map((event) => ({ ...event, data: { ...event.data, reason } })),
  );
}

describe('an event stream', () => {
  it('is kept alive by comments', async () => {
    hurryIntervals();
    const stream = await open();
    await eventually(() => expect(stream.beats()).toBe(1));
    jest.advanceTimersByTime(beatEveryMs);
    await eventually(() => expect(stream.beats()).toBe(2));
    stream.close();
    await eventually(() => expect(live.test.gateway.live.size).toBe(0));
  });

  it('that is read too slowly is ended with its cursor, and goes on behind it', async () => {
    hurryIntervals();
    const [stream, quick] = [await open(), await open()];
    await eventually(() => expect(live.test.gateway.live.size).toBe(2));
    stream.response.pause();
    const cursors: string[] = [];
    const reasons = [...Array<string>(6).fill(large), ...Array<string>(11).fill('')];
    for (const reason of reasons) {
      cursors.push(...(await append(reason === '' ? waitingEventsMax / 10 : 10, reason)));
      await resultsOf(quick, cursors.length);
    }
    stream.response.resume();
    expect(await stream.ended).toBe('complete');
    const delivered = cursorsOf(stream);
    // What was held on the way, and nothing of what waited.
    expect(delivered.length).toBeLessThan(waitingEventsMax / 10);
    expect(delivered).toEqual(cursors.slice(0, delivered.length));
    const cursor = delivered.at(-1);
    expect(stream.results().at(-1)?.errors).toMatchObject([
      { extensions: { code: 'SUBSCRIBER_TOO_SLOW', cursor } },
    ]);
    const again = await open({ after: cursor });
    await resultsOf(again, cursors.length - delivered.length);
    expect(cursorsOf(again)).toEqual(cursors.slice(delivered.length));
    for (const each of [quick, again]) each.close();
  }, 120_000);

  it('that is not taken from one beat to the next is broken off', async () => {
    hurryIntervals();
    const [stream, quick] = [await open(), await open()];
    await eventually(() => expect(live.test.gateway.live.size).toBe(2));
    stream.response.pause();
    for (let round = 1; round <= 6; round += 1) {
      await append(10, large);
      await resultsOf(quick, 10 * round);
    }
    jest.advanceTimersByTime(2 * beatEveryMs);
    stream.response.resume();
    expect(await stream.ended).toBe('broken off');
    await eventually(() => expect(live.test.gateway.live.size).toBe(1));
    quick.close();
  }, 120_000);
});

describe('a gateway', () => {
  it('opens as many streams and sockets as it takes, and another when one has left', async () => {
    const small = await startTestGateway(live.graph.sdl(), { liveConnectionsMax: 2 });
    const socket = await openRawSocket(small.gateway.url);
    const stream = await open({}, small);
    const refused = await open({}, small);
    await refused.ended;
    expect([refused.status, refused.response.headers['retry-after']]).toEqual([503, '2']);
    expect(JSON.parse(refused.rest())).toMatchObject({ errors: [{ extensions: { code: 'GATEWAY_BUSY' } }] });
    socket.socket.close();
    await eventually(async () => {
      const again = await open({}, small);
      again.close();
      expect(again.status).toBe(200);
    });
    stream.close();
    await small.stop();
  });

  it('that runs as many subscriptions as it takes says so on the stream', async () => {
    const small = await startTestGateway(live.graph.sdl(), { liveSubscriptionsMax: 1 });
    const stream = await open({}, small);
    await eventually(() => expect(small.gateway.live.size).toBe(1));
    const refused = await open({}, small);
    expect((await resultsOf(refused, 1))[0]?.errors?.[0]?.extensions).toEqual({ code: 'GATEWAY_BUSY' });
    stream.close();
    await small.stop();
  });

  it('that stops breaks streams off, for their clients to come back', async () => {
    const other = await startTestGateway(live.graph.sdl());
    const streams = await Promise.all([open({}, other), open({}, other)]);
    await eventually(() => expect(other.gateway.live.size).toBe(2));
    await other.stop();
    expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual(['broken off', 'broken off']);
  });
});
