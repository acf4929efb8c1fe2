import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';
import { paymentStatuses } from './payment-state.ts';

const PaymentSchema = defineEntity({
  name: 'Payment',
  properties: {
    id: p.uuid().primary(),
    status: p.enum(paymentStatuses),
    payerId: p.uuid(),
    recipientId: p.uuid(),
    amountMinor: p.bigint('number'),
    currency: p.string(),
    note: p.string().nullable(),
    /** What its recipient has given back so far; never more than the amount. */
    refundedMinor: p.bigint('number'),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export class Payment extends PaymentSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'Payment'> {
    return 'Payment';
  }
}
PaymentSchema.setClass(Payment);
