import { createEvent, parseEvent } from '@payloom/event-contracts/catalogue';
import { QueuedMail } from '@payloom/mail/queued-mail.entity';
import { UnhandleableEvent } from '@payloom/messaging/broker';
import { startMailDelivery } from '@payloom/mail/mail-delivery';
import type { Mail } from '@payloom/mail/mail-sender';
import { eventually } from '@payloom/testkit/eventually';
import { openAuthFixture, type AuthFixture } from '../../test/fixture.ts';
import { NotificationMail } from '../entities/notification-mail.entity.ts';
import { User } from '../entities/user.entity.ts';
import { createMailComposer } from '../mails/compose-mail.ts';
import type { MailRequest } from '../mails/notification-words.ts';
import {
  accountMailsPerHourMin,
  forgetOldNotificationMails,
  mailsPerHourMax,
  promiseNotification,
} from './promise-notification.ts';

const email = 'alice@example.com';
const usualMax = mailsPerHourMax - accountMailsPerHourMin;
const hourSeconds = 60 * 60;

describe('a notification by mail', () => {
  let auth: AuthFixture;
  let userId: string;
  beforeAll(async () => void (auth = await openAuthFixture()));
  beforeEach(async () => {
    await auth.clear();
    userId = (await auth.registered(email)).viewer.id;
    await auth.mails();
    await change({ emailVerifiedAt: auth.clock.now() });
  });
  afterAll(() => auth.close());

  const change = (to: Partial<Pick<User, 'emailVerifiedAt' | 'status' | 'email'>>) =>
    auth.orm.em.fork().nativeUpdate(User, userId, to);
  const eventOf = (more: Partial<MailRequest> = {}) => {
    const type = 'profile.notification.mail-requested';
    const data: MailRequest = {
      userId,
      kind: 'PAYMENT_RECEIVED',
      happenedAt: '2026-11-28T10:00:00.000Z',
      locale: 'en-GB',
      timeZone: 'UTC',
      isAboutAccount: false,
      details: { counterpartyName: 'Bob', amount: { amountMinor: 2_500, currency: 'EUR' } },
      ...more,
    };
    return parseEvent(type, createEvent({ type, subject: userId, data, audience: [], actor: 'system' }));
  };
  const happen = (more: Partial<MailRequest> = {}) =>
    auth.orm.em.fork().transactional((em) => promiseNotification(em, eventOf(more), auth.clock.now()));
  const happenTimes = async (count: number, more: Partial<MailRequest> = {}) => {
    for (let done = 0; done < count; done += 1) await happen(more);
  };
  const aboutAccount = { kind: 'NEW_DEVICE', isAboutAccount: true, details: {} };
  const queued = () => auth.orm.em.fork().find(QueuedMail, {}, { orderBy: { id: 'asc' } });
  const kinds = async () => (await queued()).map(({ kind }) => kind);
  const ownCount = async () => (await kinds()).filter((kind) => kind === 'notification').length;
  /** Sends what is due now, as a replica does. */
  const leave = async () => {
    const sent: Mail[] = [];
    const sender = { send: async (mail: Mail) => void sent.push(mail), close: async () => {} };
    const now = auth.clock.now();
    const compose = createMailComposer('https://pay.example', () => now);
    const log = { warn: () => {} };
    const delivery = startMailDelivery({
      orm: auth.orm,
      sender,
      compose,
      log,
      pollEveryMs: 10,
      now: () => now,
    });
    const due = { nextAttemptAt: { $lte: now } };
    await eventually(async () => expect(await auth.orm.em.fork().count(QueuedMail, due)).toBe(0));
    await delivery.stop();
    return sent;
  };

  it('goes to the email of the account, and says what happened', async () => {
    await happen();
    expect(await leave()).toMatchObject([
      {
        to: email,
        subject: 'You received 25.00 EUR',
        text: expect.stringContaining('Bob paid you 25.00 EUR.'),
      },
    ]);
  });

  it.each([
    ['has not proven their email', { emailVerifiedAt: null }],
    ['is suspended', { status: 'SUSPENDED' }],
  ] as const)('is not promised to who %s', async (_who, state) => {
    await change(state);
    await happen();
    await happen(aboutAccount);
    expect(await queued()).toEqual([]);
  });

  it.each([
    ['was suspended', { status: 'SUSPENDED' }],
    ['has another email', { email: 'alice@elsewhere.example' }],
  ] as const)('that was promised does not leave to who %s meanwhile', async (_who, state) => {
    await happen();
    await change(state);
    expect(await leave()).toEqual([]);
  });

  it('of which nothing is known is a dead letter at once, and nothing is promised', async () => {
    await expect(happen({ kind: 'EARTHQUAKE' })).rejects.toThrow(UnhandleableEvent);
    expect(await queued()).toEqual([]);
  });

  it('that is one too many in an hour stands in a digest, which counts all and leaves when there is a place again', async () => {
    await happenTimes(usualMax);
    auth.clock.advance(60);
    await happenTimes(3);
    await happen({ kind: 'REFUND_RECEIVED' });
    expect(await leave()).toHaveLength(usualMax);
    auth.clock.advance(hourSeconds - 61);
    expect(await leave()).toEqual([]);
    auth.clock.advance(1);
    const [digest, ...more] = await leave();
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ to: email, subject: '4 more notifications' });
    for (const part of ['Payments to you: 3', 'Refunds to you: 1', 'https://pay.example/notifications'])
      expect(digest?.text).toContain(part);
  });

  it('comes by itself again once the hour is over, and never are there more than the limit in any hour', async () => {
    const leftAt: number[] = [];
    for (let minute = 0; minute < 130; minute += 1) {
      await happen(minute % 5 === 0 ? aboutAccount : {});
      leftAt.push(...(await leave()).map(() => minute));
      auth.clock.advance(60);
    }
    const inHourFrom = (from: number) =>
      leftAt.filter((minute) => minute >= from && minute < from + 60).length;
    const counts = leftAt.map(inHourFrom);
    expect(Math.max(...counts)).toBe(mailsPerHourMax);
    const digested = await auth.orm.em.fork().find(NotificationMail, {});
    expect(digested).toHaveLength(130);
    expect(leftAt.some((minute) => minute >= 60)).toBe(true);
  });

  it('of an account is not hidden by many others, and is bounded too', async () => {
    await happenTimes(usualMax + 20);
    await happenTimes(accountMailsPerHourMin + 3, aboutAccount);
    // The digest has one of the places.
    expect(await ownCount()).toBe(usualMax + accountMailsPerHourMin - 1);
    auth.clock.advance(hourSeconds);
    const digest = (await leave()).find(({ subject }) => subject.endsWith('more notifications'));
    expect(digest?.text).toContain('Payments to you: 20');
    expect(digest?.text).toContain('Sign-ins from a new device: 4');
  });

  it('counts for its user alone', async () => {
    await happenTimes(usualMax + 1);
    userId = (await auth.registered('bob@example.com')).viewer.id;
    await change({ emailVerifiedAt: auth.clock.now() });
    await happen();
    expect((await queued()).at(-1)).toMatchObject({ kind: 'notification', recipient: 'bob@example.com' });
  });

  it('that comes while the digest is being sent stands in the next one', async () => {
    await happenTimes(usualMax + 2);
    const [digest] = (await queued()).filter(({ kind }) => kind === 'notification-digest');
    // As a replica takes it.
    await auth.orm.em.fork().nativeUpdate(QueuedMail, digest?.id ?? '', { attempts: 1 });
    await happen();
    const digests = (await queued()).filter(({ kind }) => kind === 'notification-digest');
    expect(digests).toHaveLength(2);
    const inFirst = await auth.orm.em.fork().count(NotificationMail, { mailId: digest?.id ?? '' });
    expect(inFirst).toBe(2);
  });

  it('is counted one after the other when many come at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => happen()));
    expect(await ownCount()).toBe(usualMax);
    expect((await kinds()).filter((kind) => kind === 'notification-digest')).toHaveLength(1);
    expect(await auth.orm.em.fork().count(NotificationMail, {})).toBe(20);
  });

  it('is forgotten after a month', async () => {
    await happen();
    auth.clock.advance(29 * 24 * hourSeconds);
    await forgetOldNotificationMails(auth.orm.em.fork(), auth.clock.now());
    expect(await auth.orm.em.fork().count(NotificationMail, {})).toBe(1);
    auth.clock.advance(2 * 24 * hourSeconds);
    await forgetOldNotificationMails(auth.orm.em.fork(), auth.clock.now());
    expect(await auth.orm.em.fork().count(NotificationMail, {})).toBe(0);
  });
});
