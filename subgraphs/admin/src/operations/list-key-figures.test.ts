import { createEvent } from '@payloom/event-contracts/catalogue';
import { v7 as uuidv7 } from 'uuid';
import { openAdminFixture, sessionStarted, type AdminFixture } from '../../test/admin-fixture.ts';
import { countDay } from './count-day.ts';
import { listKeyFigures } from './list-key-figures.ts';

const now = new Date('2026-11-27T12:00:00.000Z');

describe('the key figures', () => {
  let admin: AdminFixture;
  beforeAll(async () => {
    admin = await openAdminFixture();
  });
  afterAll(() => admin.close());

  const count = (type: string, time: string) => countDay(admin.orm.em.fork(), { type, time });
  const figures = (days: number) => listKeyFigures(admin.context(), days, now);

  it('count what happened by day in UTC, days without anything included', async () => {
    await count('auth.user.registered', '2026-11-25T23:59:59.999Z');
    await count('auth.user.registered', '2026-11-27T00:00:00.000Z');
    await count('payments.payment.created', '2026-11-27T01:00:00.000Z');
    await count('payments.payment.created', '2026-11-27T23:00:00.000Z');
    await count('payments.payment.failed', '2026-11-27T23:00:00.000Z');
    const nothing = { usersRegistered: 0, paymentsCreated: 0, paymentsCompleted: 0, paymentsFailed: 0 };
    expect(await figures(3)).toEqual([
      { ...nothing, day: new Date('2026-11-25'), usersRegistered: 1 },
      { ...nothing, day: new Date('2026-11-26') },
      { ...nothing, day: new Date('2026-11-27'), usersRegistered: 1, paymentsCreated: 2, paymentsFailed: 1 },
    ]);
    expect(await figures(1)).toHaveLength(1);
  });

  it('leave out what is not counted', async () => {
    const before = await figures(5);
    const event = sessionStarted(uuidv7());
    await count(event.type, now.toISOString());
    expect(await figures(5)).toEqual(before);
  });

  it('lose nothing when days are counted at once', async () => {
    const registered = createEvent({
      type: 'auth.user.registered',
      subject: uuidv7(),
      data: {
        userId: uuidv7(),
        email: 'zoe@example.com',
        displayName: 'Zoe',
        role: 'CUSTOMER',
        status: 'ACTIVE',
      },
      audience: [],
      actor: 'system',
    });
    const day = { ...registered, time: '2026-11-20T10:00:00.000Z' };
    await Promise.all(Array.from({ length: 20 }, () => countDay(admin.orm.em.fork(), day)));
    expect((await figures(8))[0]).toMatchObject({ usersRegistered: 20 });
  });

  it.each([0, -1, 1.5, 367, Number.NaN])('are not told of %p days', async (days) => {
    await expect(async () => figures(days)).rejects.toMatchObject({
      message: 'days: expected a whole number between 1 and 366.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
