import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { QueuedMail } from './queued-mail.entity.ts';
import type { MailLanguage } from './render-mail.ts';

export interface NewMail<Kind extends string = string> {
  readonly kind: Kind;
  readonly to: string;
  readonly language: MailLanguage;
  /** What composing it needs; no secrets. */
  readonly data: Record<string, unknown>;
  /** When it leaves at the earliest; at once when left out. */
  readonly dueAt?: Date;
}

/**
 * Promises a mail in the unit of work of `em`: it leaves if, and only if, the change beside it is committed. Returns its id.
 */
export function queueMail<Kind extends string>(em: EntityManager, mail: NewMail<Kind>, now: Date): string {
  const { kind, to, language, data, dueAt = now } = mail;
  const id = uuidv7();
  const times = { createdAt: now, nextAttemptAt: dueAt };
  em.persist(em.create(QueuedMail, { id, kind, recipient: to, language, data, attempts: 0, ...times }));
  return id;
}
