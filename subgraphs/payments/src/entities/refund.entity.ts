import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';
import { Payment } from './payment.entity.ts';

const RefundSchema = defineEntity({
  name: 'Refund',
  properties: {
    id: p.uuid().primary(),
    paymentId: () => p.manyToOne(Payment).mapToPk().joinColumn('payment_id'),
    amountMinor: p.bigint('number'),
    currency: p.string(),
    note: p.string().nullable(),
    createdAt: p.datetime(),
  },
});

/** Money that a recipient gave back. Made at once or not at all. */
export class Refund extends RefundSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'Refund'> {
    return 'Refund';
  }
}
RefundSchema.setClass(Refund);
