import { v7 as uuidv7 } from 'uuid';
import { openAdminFixture, sessionStarted, type AdminFixture } from '../../test/admin-fixture.ts';
import {
  administratorContext,
  collected,
  parkedEvent,
  recordingBroker,
  storedLetter,
  untilSomebodyWaits,
} from '../../test/dead-letters-fixture.ts';
import { AuditEntry } from '../entities/audit-entry.entity.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';
import { collectDeadLetter } from './collect-dead-letter.ts';
import { discardDeadLetters } from './discard-dead-letters.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

let admin: AdminFixture;

beforeAll(async () => {
  admin = await openAdminFixture();
});
afterAll(() => admin.close());

const letterOf = ({ id }: { id: string }) => admin.orm.em.fork().findOneOrFail(DeadLetter, id);
const audited = (subject: string) => admin.orm.em.fork().find(AuditEntry, { subject });
const eventsAbout = async (id: string) => {
  const events = await admin.events();
  return events.filter(({ subject }) => subject === id).map(({ type }) => type);
};

describe('replayDeadLetters', () => {
  it('sends the event, as it came, to the consumer that failed', async () => {
    const letter = await collected(admin);
    const broker = recordingBroker();
    const context = administratorContext(admin, broker);
    const { deadLetters, skipped } = await replayDeadLetters(context, [letter.id]);
    expect(broker.redelivered).toEqual([{ queue: letter.queue, event: letter.event }]);
    expect(skipped).toEqual([]);
    expect(deadLetters).toMatchObject([{ id: letter.id, status: 'REPLAYED' }]);
    expect(await letterOf(letter)).toMatchObject({
      status: 'REPLAYED',
      resolvedById: context.viewer.userId,
      resolvedAt: expect.any(Date),
    });
  });

  it('writes who did it into the audit log, from where, and how it was before and after', async () => {
    const letter = await collected(admin);
    const context = administratorContext(admin);
    await replayDeadLetters(context, [letter.id]);
    const { queue, eventId, eventType } = letter;
    expect(await audited(letter.id)).toMatchObject([
      {
        action: 'admin.dead-letter.replayed',
        actorId: context.viewer.userId,
        clientAddress: '192.0.2.9',
        before: { queue, eventId, eventType, status: 'OPEN' },
        after: { queue, eventId, eventType, status: 'REPLAYED' },
      },
    ]);
    expect(await eventsAbout(letter.id)).toEqual([
      'admin.dead-letter.collected',
      'admin.dead-letter.replayed',
    ]);
  });

  it('replays in the order the events happened, whatever the order of the ids', async () => {
    const events = [sessionStarted(uuidv7()), sessionStarted(uuidv7()), sessionStarted(uuidv7())];
    const letters = [];
    for (const event of events.toReversed()) letters.push(await collected(admin, { event }));
    const broker = recordingBroker();
    await replayDeadLetters(
      administratorContext(admin, broker),
      letters.map(({ id }) => id),
    );
    expect(broker.redelivered.map(({ event }) => event.id)).toEqual(events.map(({ id }) => id));
  });

  it('skips what is not open, does not exist or is no id, and does the rest once', async () => {
    const [open, done] = [await collected(admin), await collected(admin)];
    const broker = recordingBroker();
    const context = administratorContext(admin, broker);
    await replayDeadLetters(context, [done.id]);
    const unknown = uuidv7();
    const ids = [open.id.toUpperCase(), done.id, unknown, 'no id', open.id, unknown];
    const { deadLetters, skipped } = await replayDeadLetters(context, ids);
    expect(deadLetters.map(({ id }) => id)).toEqual([open.id]);
    expect(skipped).toEqual([done.id, unknown, 'no id']);
    expect(broker.redelivered).toHaveLength(2);
  });

  it.each([
    ['no id', []],
    ['more than a page of ids', Array.from({ length: 101 }, () => uuidv7())],
  ])('refuses %s', async (_what, ids) => {
    await expect(replayDeadLetters(administratorContext(admin), ids)).rejects.toMatchObject({
      message: `ids: expected between 1 and 100 ids, got ${ids.length}.`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('refuses the letter of a consumer that is no more', async () => {
    const letter = await collected(admin);
    const broker = recordingBroker({ inspect: async () => [] });
    await expect(replayDeadLetters(administratorContext(admin, broker), [letter.id])).rejects.toMatchObject({
      message: expect.stringContaining(letter.queue),
    });
    expect(await letterOf(letter)).toMatchObject({ status: 'OPEN' });
  });
});

describe('replayDeadLetters while the broker is away', () => {
  const away = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.3:5672'));
  const refusal = {
    extensions: { code: 'BROKER_UNAVAILABLE' },
    message: expect.not.stringContaining('10.0.0.3'),
  };

  it.each([
    ['when the queues are looked at', { inspect: away, redeliver: away }],
    ['when the event is sent', { redeliver: away }],
  ])('changes nothing, known %s', async (_when, broken) => {
    const letter = await collected(admin);
    const context = administratorContext(admin, recordingBroker(broken));
    await expect(replayDeadLetters(context, [letter.id])).rejects.toMatchObject(refusal);
    expect(await letterOf(letter)).toMatchObject({ status: 'OPEN', resolvedAt: null });
    expect(await audited(letter.id)).toEqual([]);
    expect(await eventsAbout(letter.id)).toEqual(['admin.dead-letter.collected']);
  });

  it('keeps what was sent before it went, and says how much that is', async () => {
    const letters = [await collected(admin), await collected(admin)];
    const broker = recordingBroker();
    const redeliver = async (...sent: Parameters<typeof broker.redeliver>) => {
      if (broker.redelivered.length === 1) throw new Error('the connection was cut');
      await broker.redeliver(...sent);
    };
    const context = administratorContext(admin, { ...broker, redeliver });
    const ids = letters.map(({ id }) => id);
    await expect(replayDeadLetters(context, ids)).rejects.toThrow(/1 replayed before/);
    const statuses = await Promise.all(letters.map(async (letter) => (await letterOf(letter)).status));
    expect(statuses).toEqual(['REPLAYED', 'OPEN']);
  });
});

describe('a dead letter that is being replayed', () => {
  it('is open again, a second time, when its event fails before the replay is written down', async () => {
    const parked = parkedEvent();
    const letter = await collected(admin, parked);
    let again: Promise<void> | undefined;
    const redeliver = async () => {
      again = collectDeadLetter(admin.orm.em, { ...parked, parkedAt: new Date(), reason: 'still away' });
      await untilSomebodyWaits(admin);
    };
    await replayDeadLetters(administratorContext(admin, recordingBroker({ redeliver })), [letter.id]);
    await again;
    expect(await storedLetter(admin, parked)).toMatchObject({
      id: letter.id,
      status: 'OPEN',
      timesParked: 2,
      reason: 'still away',
    });
    expect(await eventsAbout(letter.id)).toEqual([
      'admin.dead-letter.collected',
      'admin.dead-letter.replayed',
      'admin.dead-letter.collected',
    ]);
  });

  it('is replayed once though two administrators do so at once', async () => {
    const letter = await collected(admin);
    const broker = recordingBroker();
    let second: ReturnType<typeof replayDeadLetters> | undefined;
    const redeliver = async (...sent: Parameters<typeof broker.redeliver>) => {
      second = replayDeadLetters(administratorContext(admin, broker), [letter.id]);
      await untilSomebodyWaits(admin);
      await broker.redeliver(...sent);
    };
    const first = await replayDeadLetters(administratorContext(admin, { ...broker, redeliver }), [letter.id]);
    expect(first.skipped).toEqual([]);
    expect(await second).toEqual({ deadLetters: [], skipped: [letter.id] });
    expect(broker.redelivered).toHaveLength(1);
    expect(await audited(letter.id)).toHaveLength(1);
  });

  it('is not discarded too', async () => {
    const letter = await collected(admin);
    let discarded: ReturnType<typeof discardDeadLetters> | undefined;
    const redeliver = async () => {
      const input = { ids: [letter.id], reason: 'a duplicate' };
      discarded = discardDeadLetters(administratorContext(admin), input);
      await untilSomebodyWaits(admin);
    };
    await replayDeadLetters(administratorContext(admin, recordingBroker({ redeliver })), [letter.id]);
    expect(await discarded).toEqual({ deadLetters: [], skipped: [letter.id] });
    expect(await letterOf(letter)).toMatchObject({ status: 'REPLAYED', discardReason: null });
  });

  it('stays open when the process ends after the broker took the event', async () => {
    const letter = await collected(admin);
    // The commit fails as it does when the connection to the database ends with the process.
    const redeliver = async () => {
      await admin.orm.em.fork().execute(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction'`,
      );
    };
    const context = administratorContext(admin, recordingBroker({ redeliver }));
    await expect(replayDeadLetters(context, [letter.id])).rejects.toThrow();
    expect(await letterOf(letter)).toMatchObject({ status: 'OPEN', resolvedAt: null });
    expect(await audited(letter.id)).toEqual([]);
  });
});
