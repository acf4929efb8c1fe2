import { defineEntity, p } from '@mikro-orm/core';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** An event that is true in this database and has not reached the broker yet. */
const OutboxEntrySchema = defineEntity({
  name: 'OutboxEntry',
  tableName: 'outbox',
  properties: {
    sequence: p.bigint('string').primary().autoincrement(),
    event: p.json<EventEnvelope>(),
  },
});

export class OutboxEntry extends OutboxEntrySchema.class {}
OutboxEntrySchema.setClass(OutboxEntry);
