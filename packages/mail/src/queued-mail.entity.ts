import { defineEntity, p } from '@mikro-orm/core';
import { mailLanguages } from './render-mail.ts';

/** A mail that was promised and has not left yet: what it is about, not its text. */
const QueuedMailSchema = defineEntity({
  name: 'QueuedMail',
  tableName: 'queued_mails',
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    recipient: p.text(),
    language: p.enum(mailLanguages),
    data: p.json<Record<string, unknown>>(),
    attempts: p.integer(),
    createdAt: p.datetime(),
    nextAttemptAt: p.datetime(),
    /** Set when no further attempt is made. */
    givenUpAt: p.datetime().nullable(),
    failure: p.text().nullable(),
  },
});

export class QueuedMail extends QueuedMailSchema.class {}
QueuedMailSchema.setClass(QueuedMail);
