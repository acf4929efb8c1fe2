import { defineEntity, p } from '@mikro-orm/postgresql';

const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  primaryKeys: ['userId', 'operation', 'key'],
  properties: {
    userId: p.uuid().primary(),
    operation: p.string().primary(),
    key: p.string().primary(),
    /** SHA-256 of the canonical input, in hex. */
    inputHash: p.string(),
    /** What the first use made: a payment, a top-up, a refund. */
    resultId: p.uuid(),
    createdAt: p.datetime(),
  },
});

/** A key that a client has used, with what came of it. */
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
