import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventOf } from '@payloom/event-contracts/catalogue';
import { queueMail } from '@payloom/mail/queue-mail';
import { UnhandleableEvent } from '@payloom/messaging/broker';
import { NotificationMail } from '../entities/notification-mail.entity.ts';
import { isNotificationMailKind } from '../mails/notification-mail-kinds.ts';
import type { NotificationMailData } from '../mails/promise-mail.ts';
import { mailLanguageOf } from './region-input.ts';

/** What one person is written within any hour, digests among it. */
export const mailsPerHourMax = 12;
/** Of those, so many are for what touches the account: who pays somebody a cent twelve times hides no sign-in. */
export const accountMailsPerHourMin = 4;
const hourMs = 60 * 60 * 1_000;
/** Longer than any mail is tried for. */
const keptDays = 30;

/*
 * Locks the user: of their notifications one after the other is counted, and none is promised to whom is suspended in the
 * same moment. Sessions can be made meanwhile, which only have to know that the user is there.
 */
const lockSql = `
  select email from users where id = ? and status = 'ACTIVE' and email_verified_at is not null for no key update`;

/** When the latest mails were due that count now, or that will. */
const leavingSql = `
  select max(leaves_at) as leaves_at from notification_mails where user_id = ? and leaves_at > ?
  group by mail_id order by 1 desc`;

/** A digest that waits. Whoever takes it to send it raises its attempts, so nothing comes into it once it was composed. */
const digestSql = `
  select id, next_attempt_at from queued_mails
  where kind = 'notification-digest' and attempts = 0
    and id in (select mail_id from notification_mails where user_id = ?)
  limit 1 for update`;

type Place = Pick<NotificationMail, 'mailId' | 'leavesAt'>;

interface Letter {
  readonly to: string;
  readonly data: NotificationMailData;
  readonly now: Date;
}

/** A mail of its own. */
function inOwnMail(em: EntityManager, { to, data, now }: Letter): Place {
  const language = mailLanguageOf(data.locale);
  return { mailId: queueMail(em, { kind: 'notification', to, language, data }, now), leavesAt: now };
}

/** The digest that waits for the next free place, which is made where there is none. */
async function inDigest(em: EntityManager, { to, data, now }: Letter, freeAt: Date): Promise<Place> {
  const { userId, locale } = data;
  const [waiting] = await em.execute<{ id: string; next_attempt_at: string }[]>(digestSql, [userId]);
  if (waiting) return { mailId: waiting.id, leavesAt: new Date(waiting.next_attempt_at) };
  const language = mailLanguageOf(locale);
  const digest = { kind: 'notification-digest', to, language, data: { userId }, dueAt: freeAt };
  return { mailId: queueMail(em, digest, now), leavesAt: freeAt };
}

/**
 * Promises that somebody is told by mail, in the transaction of `em`: by a mail of its own, or, when they were written much
 * in the last hour, by one that gathers what comes until the hour is over. Who is suspended, or has not proven their email,
 * is written nothing.
 */
export async function promiseNotification(
  em: EntityManager,
  { id: eventId, data }: EventOf<'profile.notification.mail-requested'>,
  now: Date,
): Promise<void> {
  const { userId, kind, isAboutAccount } = data;
  if (!isNotificationMailKind(kind)) throw new UnhandleableEvent(`There is no mail about ${kind}`);
  const [user] = await em.execute<{ email: string }[]>(lockSql, [userId]);
  if (!user) return;
  const letter = { to: user.email, data: { ...data, kind }, now };
  const leaving = await em.execute<{ leaves_at: string }[]>(leavingSql, [
    userId,
    new Date(now.getTime() - hourMs),
  ]);
  const placesCount = isAboutAccount ? mailsPerHourMax : mailsPerHourMax - accountMailsPerHourMin;
  // Once this one is an hour old, there is a place again.
  const last = leaving[placesCount - 1];
  const place = last
    ? await inDigest(em, letter, new Date(new Date(last.leaves_at).getTime() + hourMs))
    : inOwnMail(em, letter);
  em.persist(em.create(NotificationMail, { eventId, userId, kind, ...place }));
  // What comes next in the same transaction counts it.
  await em.flush();
}

/** Removes what no mail is counted or composed by any more. */
export async function forgetOldNotificationMails(em: EntityManager, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * hourMs);
  await em.nativeDelete(NotificationMail, { leavesAt: { $lt: before } });
}
