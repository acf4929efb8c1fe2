import { defineEntity, p } from '@mikro-orm/core';
import type { NotificationMailKind } from '../mails/notification-mail-kinds.ts';

/** A notification that was asked for by mail: one row for each event, whether it has a mail of its own or stands in a digest. */
const NotificationMailSchema = defineEntity({
  name: 'NotificationMail',
  tableName: 'notification_mails',
  properties: {
    /** Of the event that asked for it. */
    eventId: p.uuid().primary(),
    userId: p.uuid(),
    kind: p.text().$type<NotificationMailKind>(),
    /** In which it stands: the id of a queued mail, which goes once the mail has left. */
    mailId: p.uuid(),
    /** When that mail was due. */
    leavesAt: p.datetime(),
  },
});

export class NotificationMail extends NotificationMailSchema.class {}
NotificationMailSchema.setClass(NotificationMail);
