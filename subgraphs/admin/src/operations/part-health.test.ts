import { HealthSample } from '../entities/health-sample.entity.ts';
import { PartHealth } from '../entities/part-health.entity.ts';
import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { checkDatabases } from './check-databases.ts';
import { QueueChecks } from './check-queues.ts';
import type { EventQueue } from './list-event-queues.ts';
import { listPartHealth } from './list-part-health.ts';
import { cuts, firstStepOf, savePartHealth, stepOf, type PartCheck } from './save-part-health.ts';

const minuteMs = 60_000;
const figures = {
  pingMs: 2,
  connectionsUsed: 12,
  connectionsMax: 100,
  sizeBytes: 9_000_000,
  oldestTransactionSeconds: 0,
  outboxWaiting: 0,
  outboxAgeSeconds: 0,
};
const answered = { service: 'auth', status: 'READY', failing: [], latencyMs: 5 } as const;
const silent = { service: 'auth', status: 'DOWN', failing: [], latencyMs: null } as const;

describe('the health of a database', () => {
  const check = (more: Partial<typeof figures>) =>
    checkDatabases([{ ...answered, database: { ...figures, ...more } }])[0];

  it('is what its subgraph says', () => {
    expect(check({})).toEqual({ kind: 'DATABASE', name: 'auth', status: 'HEALTHY', troubles: [], figures });
  });

  it.each([
    [{ connectionsUsed: 80 }, 'CONNECTIONS'],
    [{ pingMs: 500 }, 'SLOW'],
    [{ oldestTransactionSeconds: 60 }, 'LONG_TRANSACTION'],
    [{ outboxWaiting: 3, outboxAgeSeconds: 60 }, 'OUTBOX_BEHIND'],
  ])('is strained at %j', (more, trouble) => {
    expect(check(more)).toMatchObject({ status: 'STRAINED', troubles: [trouble] });
  });

  it('is failing when its subgraph cannot reach it, and unknown when its subgraph says nothing', () => {
    const cut = { ...answered, status: 'NOT_READY', failing: ['database'] } as const;
    expect(checkDatabases([cut, silent, answered])).toMatchObject([
      { status: 'FAILING', troubles: ['UNREACHABLE'], figures: {} },
      { status: 'UNKNOWN', figures: {} },
      { status: 'UNKNOWN', figures: {} },
    ]);
  });
});

describe('the health of a queue', () => {
  const name = 'payments.wallets.open';
  const queue = (more: Partial<EventQueue> = {}): EventQueue => ({
    ...{ queue: name, description: 'Opens wallets.', patterns: ['auth.#'], consumers: 1 },
    ...{ waiting: 0, delayed: 0, underWay: 0, oldestAt: undefined, deadLetters: 0 },
    ...more,
  });
  const at = new Date();
  const look = (more?: Partial<EventQueue>) =>
    new QueueChecks().check({ queues: [queue(more)], handledLastMinute: new Map(), at })[0];

  it.each([
    [{}, 'HEALTHY', []],
    [{ waiting: 3 }, 'HEALTHY', []],
    [{ consumers: 0 }, 'FAILING', ['NO_CONSUMER']],
    [{ waiting: 1, oldestAt: new Date(at.getTime() - minuteMs) }, 'STRAINED', ['WAITING_LONG']],
    [{ waiting: 2, delayed: 2, deadLetters: 1 }, 'STRAINED', ['DELAYED', 'DEAD_LETTERS']],
  ])('%#: is told by who consumes it and what stands in it', (more, status, troubles) => {
    expect(look(more)).toMatchObject({ kind: 'QUEUE', name, status, troubles });
  });

  it('tells what is ready from what is under way and what is delayed', () => {
    expect(look({ waiting: 9, delayed: 2, underWay: 3 })?.figures).toMatchObject({ ready: 4, underWay: 3 });
  });

  it('is unknown for every consumer when the broker does not say', () => {
    const seen = { queues: undefined, handledLastMinute: new Map(), at };
    const checks = new QueueChecks().check(seen);
    expect(checks.map(({ name: each }) => each)).toContain(name);
    expect(checks.every(({ status }) => status === 'UNKNOWN')).toBe(true);
  });

  it('knows how much came in once it has looked for a minute: what left, and what stands there more', () => {
    const checks = new QueueChecks();
    const handledLastMinute = new Map([[name, 30]]);
    const after = (seconds: number, more: Partial<EventQueue>) =>
      checks.check({
        queues: [queue(more)],
        handledLastMinute,
        at: new Date(at.getTime() + seconds * 1_000),
      })[0]?.figures;
    expect(after(0, { waiting: 5 })).toMatchObject({ handledPerMinute: 30 });
    expect(after(10, { waiting: 5 })).not.toHaveProperty('arrivedPerMinute');
    expect(after(60, { waiting: 12, deadLetters: 1 })).toMatchObject({ arrivedPerMinute: 38 });
    expect(after(70, { waiting: 0, deadLetters: 1 })).toMatchObject({ arrivedPerMinute: 26 });
  });

  it('says no rate of a queue whose consumer keeps no inbox', () => {
    expect(look()?.figures).not.toHaveProperty('handledPerMinute');
  });
});

describe('the history of databases and queues', () => {
  let admin: AdminFixture;
  beforeEach(async () => {
    admin = await openAdminFixture();
  });
  afterEach(() => admin.close());

  const part = (more: Partial<PartCheck> = {}): PartCheck => ({
    ...{ kind: 'DATABASE', name: 'auth', status: 'HEALTHY', troubles: [], figures: { pingMs: 2 } },
    ...more,
  });
  const save = (at: Date, ...parts: PartCheck[]) => savePartHealth(admin.orm.em, parts, at);
  const databases = (now: Date) => listPartHealth(admin.context(), 'DATABASE', now);

  it('has the worst and the highest of each step, for the hour and for the day', async () => {
    const at = stepOf('DAY', new Date());
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
    await save(later(0), part());
    await save(
      later(10),
      part({ status: 'STRAINED', troubles: ['SLOW'], figures: { pingMs: 700, outboxWaiting: 1 } }),
    );
    await save(later(20), part({ figures: { pingMs: 3, outboxWaiting: 0 } }));
    await save(later(130), part());
    const [auth] = await databases(later(131));
    expect(auth).toMatchObject({ name: 'auth', status: 'HEALTHY', since: later(20), figures: { pingMs: 2 } });
    const hour = (await auth?.history('HOUR')) ?? [];
    expect(hour).toHaveLength(30);
    expect(hour.slice(-2)).toEqual([
      { from: later(0), status: 'STRAINED', figures: { pingMs: 700, outboxWaiting: 1 } },
      { from: later(120), status: 'HEALTHY', figures: { pingMs: 2 } },
    ]);
    expect(hour.at(-3)).toMatchObject({ status: 'UNKNOWN', figures: {} });
    const day = (await auth?.history('DAY')) ?? [];
    expect(day).toHaveLength(48);
    expect(day.at(-1)).toMatchObject({ from: at, status: 'STRAINED', figures: { pingMs: 700 } });
  });

  it('is not healthy while it is unknown, and becomes unknown when nobody has looked for a minute', async () => {
    const at = new Date();
    await save(at, part());
    const unknown = part({ status: 'UNKNOWN', figures: {} });
    await save(new Date(at.getTime() + 1_000), unknown);
    const [seen] = await databases(new Date(at.getTime() + 1_000));
    expect(seen).toMatchObject({ status: 'UNKNOWN', figures: {} });
    await save(new Date(at.getTime() + 2_000), part());
    const [stale] = await databases(new Date(at.getTime() + 2_001 + minuteMs));
    expect(stale).toMatchObject({ status: 'UNKNOWN', figures: {}, troubles: [] });
  });

  it('never has a database of a service that never spoke of one', async () => {
    const at = new Date();
    await save(at, part(), part({ name: 'gateway', status: 'UNKNOWN', figures: {} }));
    expect((await databases(at)).map(({ name }) => name)).toEqual(['auth']);
  });

  it('keeps an hour and a day of it and no more', async () => {
    const at = new Date();
    const { HOUR, DAY } = cuts;
    for (const agoMs of [26 * 60 * minuteMs, 2 * 60 * minuteMs, 10 * minuteMs, 0]) {
      await save(new Date(at.getTime() - agoMs), part());
    }
    const samples = await admin.orm.em.fork().find(HealthSample, {});
    for (const { span, beganAt } of samples) {
      expect(beganAt.getTime()).toBeGreaterThanOrEqual(firstStepOf(span, at).getTime());
    }
    expect(samples.filter(({ span }) => span === 'HOUR')).toHaveLength(2);
    expect([HOUR.steps * HOUR.stepMs, DAY.steps * DAY.stepMs]).toEqual([60 * minuteMs, 24 * 60 * minuteMs]);
    await save(new Date(at.getTime() + 25 * 60 * minuteMs), part({ name: 'other' }));
    expect((await admin.orm.em.fork().findAll(PartHealth)).map(({ name }) => name)).toEqual(['other']);
  });

  it('counts what several replicas see at once', async () => {
    const at = new Date();
    const parts = ['c', 'a', 'b'].map((name) => part({ kind: 'QUEUE', name }));
    await Promise.all(Array.from({ length: 8 }, () => save(at, ...parts)));
    const samples = await admin.orm.em.fork().find(HealthSample, { span: 'HOUR' });
    expect(samples.map(({ healthyCount }) => healthyCount)).toEqual([8, 8, 8]);
  });
});
