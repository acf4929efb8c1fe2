import { createEvent } from '@payloom/event-contracts/catalogue';
import { Registry } from 'prom-client';
import { UnhandleableEvent } from './broker.ts';
import { openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { subscriptionOf } from './handler-subscription.ts';
import { createMessagingMetrics } from './metrics.ts';
import { readOutboxState } from './outbox-state.ts';
import { recordEvent } from './outbox.ts';

async function valueOf(registry: Registry, name: string): Promise<number | undefined> {
  const metric = await registry.getSingleMetric(name)?.get();
  return metric?.values[0]?.value;
}

describe('the figures of the outbox', () => {
  let database: MessagingDatabase;
  beforeEach(async () => {
    database = await openMessagingDatabase();
  });
  afterEach(() => database.close());

  const state = () => readOutboxState(database.orm.em);

  async function record(count: number): Promise<void> {
    const em = database.orm.em.fork();
    for (let index = 0; index < count; index += 1) recordEvent(em, walletOpened());
    await em.flush();
  }

  it('say how many events wait and how long the oldest has', async () => {
    expect(await state()).toEqual({ depth: 0, ageSeconds: 0 });
    await record(3);
    await database.orm.em.execute(
      `update outbox set recorded_at = now() - interval '90 seconds' where sequence = 1`,
    );
    const { depth, ageSeconds } = await state();
    expect(depth).toBe(3);
    expect(ageSeconds).toBeGreaterThanOrEqual(90);
  });

  it('are counted up to a bound, whatever waits', async () => {
    await database.orm.em.execute(
      `insert into outbox (event) select '{}'::jsonb from generate_series(1, 10050)`,
    );
    expect((await state()).depth).toBe(10_000);
  });

  it('are read once for both gauges, and are unknown while the database is away', async () => {
    const registry = new Registry();
    let readings = 0;
    let isAway = false;
    createMessagingMetrics(registry, async () => {
      readings += 1;
      if (isAway) throw new Error('the database is away');
      return { depth: 7, ageSeconds: 1.5 };
    });
    expect(await registry.metrics()).toMatch(/payloom_outbox_depth 7\n[^]*payloom_outbox_age_seconds 1\.5\n/);
    expect(readings).toBe(1);
    isAway = true;
    expect(await registry.metrics()).toMatch(/payloom_outbox_depth Nan\n/i);
  });
});

describe('the figures of a handler', () => {
  let database: MessagingDatabase;
  let registry: Registry;
  beforeEach(async () => {
    database = await openMessagingDatabase();
    registry = new Registry();
  });
  afterEach(() => database.close());

  function subscribe(handle: () => Promise<void>) {
    const metrics = createMessagingMetrics(registry, async () => ({ depth: 0, ageSeconds: 0 }));
    const handler = { queue: 'bells.bells.ring', patterns: ['#'], handle, batchSizeMax: 10 };
    return subscriptionOf(handler, { orm: database.orm, attemptsMax: 3, metrics });
  }

  async function outcomes(): Promise<Record<string, number>> {
    const metric = await registry.getSingleMetric('payloom_events_handled_total')?.get();
    return Object.fromEntries(metric?.values.map(({ labels, value }) => [labels.outcome, value]) ?? []);
  }

  it('tell effects from duplicates, each event of a batch by itself', async () => {
    const subscription = subscribe(async () => undefined);
    const [first, second] = [createEvent(walletOpened()), createEvent(walletOpened())];
    await subscription.handleBatch?.([first, second]);
    await subscription.handle(second, { attempt: 1 });
    expect(await outcomes()).toEqual({ handled: 2, duplicate: 1 });
    expect(await valueOf(registry, 'payloom_event_handle_seconds')).toBeDefined();
  });

  it('tell tries that are made again from the last one, and from what is not tried again', async () => {
    let error = new Error('not now');
    const subscription = subscribe(() => Promise.reject(error));
    const event = createEvent(walletOpened());
    for (const attempt of [1, 2, 3]) await expect(subscription.handle(event, { attempt })).rejects.toThrow();
    expect(await outcomes()).toMatchObject({ retried: 2, dead: 1 });
    error = new UnhandleableEvent('never');
    await expect(subscription.handle(event, { attempt: 1 })).rejects.toThrow();
    expect(await outcomes()).toMatchObject({ retried: 2, dead: 2 });
  });
});
