import { openAdminFixture, sessionStarted, type AdminFixture } from '../../test/admin-fixture.ts';
import { collected, parkedEvent, storedLetter, untilSomebodyWaits } from '../../test/dead-letters-fixture.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';
import { collectDeadLetter } from './collect-dead-letter.ts';

const later = new Date('2026-11-22T11:00:00Z');

describe('collectDeadLetter', () => {
  let admin: AdminFixture;

  beforeAll(async () => {
    admin = await openAdminFixture();
  });
  afterAll(() => admin.close());

  const collect = (parked: ReturnType<typeof parkedEvent>) => collectDeadLetter(admin.orm.em, parked);
  const announcedOf = async (letter: DeadLetter) =>
    (await admin.events()).filter(({ subject }) => subject === letter.id);

  it('keeps the whole envelope, why it failed and when, and is open', async () => {
    const parked = parkedEvent();
    await collect(parked);
    const letter = await storedLetter(admin, parked);
    expect(letter).toMatchObject({
      status: 'OPEN',
      queue: 'payments.wallets.open',
      eventId: parked.event.id,
      eventType: 'auth.session.started',
      subject: parked.event.subject,
      reason: 'the wallet table is away',
      attempts: 2,
      parkedAt: parked.parkedAt,
      timesParked: 1,
      resolvedAt: null,
    });
    expect(letter.event).toEqual(parked.event);
    expect(letter.history).toEqual([
      { attempt: 1, at: '2026-11-22T10:00:00.023Z', reason: 'the connection was cut' },
      { attempt: 2, at: '2026-11-22T10:00:00.123Z', reason: 'the wallet table is away' },
    ]);
  });

  it('says so by an event for administrators alone', async () => {
    const letter = await collected(admin);
    expect(await announcedOf(letter)).toMatchObject([
      {
        type: 'admin.dead-letter.collected',
        audience: 'role:ADMIN',
        actor: 'system',
        data: {
          deadLetterId: letter.id,
          queue: letter.queue,
          eventId: letter.eventId,
          eventType: letter.eventType,
          reason: 'the wallet table is away',
        },
      },
    ]);
  });

  it('says nothing of an event that told of a dead letter itself, or the telling would never end', async () => {
    await collected(admin);
    const telling = (await admin.events()).find(({ type }) => type === 'admin.dead-letter.collected');
    if (!telling) throw new Error('Nothing was told');
    const letter = await collected(admin, { queue: 'gateway.live.deliver', event: telling });
    expect(letter.status).toBe('OPEN');
    expect(await announcedOf(letter)).toEqual([]);
  });

  it('counts a failure once though the broker hands it over again', async () => {
    const parked = parkedEvent();
    await collect(parked);
    await collect(parked);
    const letter = await storedLetter(admin, parked);
    expect(letter.timesParked).toBe(1);
    expect(await announcedOf(letter)).toHaveLength(1);
  });

  it('opens the same letter again when the event fails again, and remembers the earlier tries', async () => {
    const parked = parkedEvent();
    await collect(parked);
    const { id } = await storedLetter(admin, parked);
    await admin.orm.em
      .fork()
      .nativeUpdate(DeadLetter, { id }, { status: 'REPLAYED', resolvedAt: new Date() });
    await collect({ ...parked, parkedAt: later, reason: 'again', attempts: 1, history: [] });
    const letter = await storedLetter(admin, parked);
    expect(letter).toMatchObject({ id, status: 'OPEN', timesParked: 2, reason: 'again', parkedAt: later });
    expect(letter.history).toHaveLength(2);
    expect(await announcedOf(letter)).toHaveLength(2);
  });

  it('opens one again whose consumer has a clock that is behind', async () => {
    const parked = parkedEvent({ parkedAt: later });
    await collect(parked);
    await collect({ ...parked, parkedAt: new Date(later.getTime() - 60_000) });
    expect(await storedLetter(admin, parked)).toMatchObject({ status: 'OPEN', timesParked: 2 });
  });

  it('keeps the letters of two consumers of one event apart', async () => {
    const { event } = parkedEvent();
    const one = await collected(admin, { event });
    const other = await collected(admin, { event, queue: 'profile.profiles.create' });
    expect(one.id).not.toBe(other.id);
  });

  it('makes one letter of two replicas that collect it at once', async () => {
    const parked = parkedEvent();
    let second: Promise<void> | undefined;
    await admin.orm.em.fork().transactional(async (em) => {
      await collectDeadLetter({ fork: () => em } as typeof em, parked);
      second = collect({ ...parked, parkedAt: later });
      await untilSomebodyWaits(admin);
    });
    await second;
    expect(await storedLetter(admin, parked)).toMatchObject({ timesParked: 2, parkedAt: later });
  });

  it('takes whatever a broken event brings, for it would stand before all others', async () => {
    const event = {
      ...sessionStarted('0199aa00-0000-7000-8000-000000000001'),
      subject: `\0${'s'.repeat(9_000)}`,
    };
    const data = { ...event.data, odd: 'nul \0, half a pair \uD800' };
    const parked = parkedEvent({ event: { ...event, data }, reason: `\0\uD800${'r'.repeat(9_000)}` });
    await collect(parked);
    const letter = await storedLetter(admin, parked);
    expect(letter.subject).toHaveLength(500);
    expect(letter.reason).toHaveLength(2_000);
    expect(letter.event).toEqual(parked.event);
  });

  it('remembers no more than the newest hundred tries', async () => {
    const history = Array.from({ length: 80 }, (_, index) => ({
      attempt: index + 1,
      at: later,
      reason: 'no',
    }));
    const parked = parkedEvent({ history });
    await collect(parked);
    await collect({ ...parked, parkedAt: later });
    const letter = await storedLetter(admin, parked);
    expect(letter.history.map(({ attempt }) => attempt).slice(0, 1)).toEqual([61]);
    expect(letter.history).toHaveLength(100);
  });
});
