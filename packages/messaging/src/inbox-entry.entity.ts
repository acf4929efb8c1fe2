import { defineEntity, p } from '@mikro-orm/core';

/** Remembers that an event had its effect in this database, by queue. */
const InboxEntrySchema = defineEntity({
  name: 'InboxEntry',
  tableName: 'inbox',
  properties: {
    queue: p.text().primary(),
    eventId: p.uuid().primary(),
    handledAt: p.datetime(),
  },
});

export class InboxEntry extends InboxEntrySchema.class {}
InboxEntrySchema.setClass(InboxEntry);
