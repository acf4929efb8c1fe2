import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventData } from '@payloom/event-contracts/catalogue';
import { queueMail } from '@payloom/mail/queue-mail';
import type { User } from '../entities/user.entity.ts';
import type { NotificationMailKind } from './notification-mail-kinds.ts';

/** Every mail that this subgraph writes, and what composing it needs. */
export type AuthMail =
  | { readonly kind: 'verify-email' | 'invitation'; readonly data: { readonly userId: string } }
  | { readonly kind: 'reset-password'; readonly data: { readonly email: string } }
  | { readonly kind: 'password-changed'; readonly data: Record<string, never> };

/** What composing a mail about a notification needs: what its user wants to be told. */
export type NotificationMailData = EventData<'profile.notification.mail-requested'> & {
  readonly kind: NotificationMailKind;
};

/** Promises a mail in the transaction of `em`. */
export function promiseMail(
  em: EntityManager,
  { email, language }: Pick<User, 'email' | 'language'>,
  mail: AuthMail,
  now: Date,
): void {
  queueMail(em, { ...mail, to: email, language }, now);
}
