import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { idsOf, queueName, sessionStarted } from './contract-events.fixture.ts';
import { makeRabbitMq, type RabbitMqUnderTest } from './rabbitmq.fixture.ts';

const patterns = ['auth.#'];
/** Long enough for a busy machine to publish two events meanwhile. */
const soonMs = 2_500;
/** So late that a test which waited for it would fail. */
const lateMs = 10 * 60_000;

describe('batches that are asked for no more often than so', () => {
  let under: RabbitMqUnderTest;
  beforeEach(() => void (under = makeRabbitMq()));
  afterEach(() => under.dispose());

  /** A queue whose batches are noted, with when each began. */
  async function consume(batchEveryMs: number) {
    const broker = await under.open();
    const queue = queueName('paced');
    const batches: { readonly ids: string[]; readonly atMs: number }[] = [];
    const handleBatch = async (events: readonly EventEnvelope[]) =>
      void batches.push({ ids: idsOf(events), atMs: performance.now() });
    const handle = async (event: EventEnvelope) => handleBatch([event]);
    const consumer = await broker.consume({ queue, patterns, handle, handleBatch, batchEveryMs });
    return { broker, queue, batches, consumer };
  }

  /** Two that come in one piece. */
  async function beginWithSeveral({ broker, batches }: Awaited<ReturnType<typeof consume>>) {
    const several = [sessionStarted(), sessionStarted()];
    await eventually(async () => {
      const before = batches.length;
      await broker.publish(several);
      await eventually(() => expect(batches.slice(before).flatMap(({ ids }) => ids)).toHaveLength(2));
      expect(batches.at(-1)?.ids).toHaveLength(2);
    });
    return batches.at(-1)?.atMs ?? 0;
  }

  it('gather after a batch of several what comes until the next one may begin', async () => {
    const started = await consume(soonMs);
    const beganAtMs = await beginWithSeveral(started);
    const { broker, batches } = started;
    const before = batches.length;
    const [second, third] = [sessionStarted(), sessionStarted()];
    await broker.publish([second]);
    await broker.publish([third]);
    await eventually(() =>
      expect(batches.slice(before).map(({ ids }) => ids)).toEqual([[second.id, third.id]]),
    );
    // A timer may be up to a millisecond early.
    expect((batches.at(-1)?.atMs ?? 0) - beganAtMs).toBeGreaterThan(soonMs - 2);
  });

  it('keep nobody waiting after an event that came alone', async () => {
    const { broker, batches } = await consume(lateMs);
    for (let count = 1; count <= 5; count += 1) {
      await broker.publish([sessionStarted()]);
      await eventually(() => expect(batches).toHaveLength(count));
    }
  });

  it('leave to another consumer what they gathered when they are stopped', async () => {
    const started = await consume(lateMs);
    await beginWithSeveral(started);
    const { broker, queue, batches, consumer } = started;
    const before = batches.length;
    const later = sessionStarted();
    await broker.publish([later]);
    await consumer.stop();
    expect(batches).toHaveLength(before);
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    await eventually(() => expect(seen).toEqual([later.id]));
  });
});
