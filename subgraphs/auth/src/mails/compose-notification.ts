import type { EntityManager } from '@mikro-orm/postgresql';
import { profileEvents } from '@payloom/event-contracts/profile-events';
import type { ComposeMail } from '@payloom/mail/mail-delivery';
import { renderMail, type RenderedMail } from '@payloom/mail/render-mail';
import { z } from 'zod';
import { NotificationMail } from '../entities/notification-mail.entity.ts';
import { findUser } from '../operations/find-user.ts';
import { notificationMailKinds, type NotificationMailKind } from './notification-mail-kinds.ts';
import { digestWords, notificationWords } from './notification-words.ts';

type Composed = Parameters<ComposeMail>[1];

const requestSchema = profileEvents['profile.notification.mail-requested'].data.extend({
  kind: z.enum(notificationMailKinds),
});
const aboutUser = z.object({ userId: z.string() });

/** Who was suspended since, or has another email by now, is not told what is theirs at the old one. */
async function mayRead(em: EntityManager, userId: string, recipient: string): Promise<boolean> {
  const user = await findUser(em, userId);
  return user?.status === 'ACTIVE' && user.email === recipient;
}

async function countsOf(em: EntityManager, mailId: string): Promise<Map<NotificationMailKind, number>> {
  const gathered = await em.find(NotificationMail, { mailId });
  const counts = notificationMailKinds.map(
    (kind) => [kind, gathered.filter((each) => each.kind === kind).length] as const,
  );
  return new Map(counts.filter(([, count]) => count > 0));
}

/** Makes a mail about one notification when it leaves. */
export async function composeNotification(
  em: EntityManager,
  { recipient, data }: Composed,
  publicUrl: string,
): Promise<RenderedMail | null> {
  const request = requestSchema.parse(data);
  if (!(await mayRead(em, request.userId, recipient))) return null;
  return renderMail(notificationWords(request.kind, request, publicUrl));
}

/** Makes the mail that tells of many at once when it leaves, with all that was gathered until then. */
export async function composeDigest(
  em: EntityManager,
  { id, recipient, language, data }: Composed,
  publicUrl: string,
): Promise<RenderedMail | null> {
  if (!(await mayRead(em, aboutUser.parse(data).userId, recipient))) return null;
  return renderMail(digestWords(language, await countsOf(em, id), publicUrl));
}
