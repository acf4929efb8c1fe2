import { defineEntity, p } from '@mikro-orm/core';
import type { NotificationDetails, NotificationKind } from '../notifications/kinds.ts';

/** Something a user is told of: one row for each event and user. */
const NotificationSchema = defineEntity({
  name: 'Notification',
  tableName: 'notifications',
  properties: {
    /** UUIDv7, so that ids sort by the time they were made. */
    id: p.uuid().primary(),
    userId: p.uuid(),
    eventId: p.uuid(),
    kind: p.text().$type<NotificationKind>(),
    /** What the words are made of, where they are shown. */
    details: p.json().$type<NotificationDetails>(),
    /** When it happened. */
    at: p.datetime(),
    readAt: p.datetime().nullable(),
  },
});

export class Notification extends NotificationSchema.class {}
NotificationSchema.setClass(Notification);
