import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';
import { Payment } from './payment.entity.ts';

const refundRequestStatuses = ['OPEN', 'GRANTED', 'DECLINED'] as const;

const RefundRequestSchema = defineEntity({
  name: 'RefundRequest',
  properties: {
    id: p.uuid().primary(),
    paymentId: () => p.manyToOne(Payment).mapToPk().joinColumn('payment_id'),
    status: p.enum(refundRequestStatuses),
    /** Null: all that has not been given back yet. */
    amountMinor: p.bigint('number').nullable(),
    note: p.string(),
    /** What the recipient said when they declined. */
    answer: p.string().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A payer's wish to have money back; the recipient grants it by a refund, or declines. One is open at a time. */
export class RefundRequest extends RefundRequestSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'RefundRequest'> {
    return 'RefundRequest';
  }
}
RefundRequestSchema.setClass(RefundRequest);
