import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';
import { PaymentRequest } from './payment-request.entity.ts';
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
    /** The request that it pays, where there is one. */
    requestId: () => p.manyToOne(PaymentRequest).mapToPk().joinColumn('request_id').nullable(),
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

/** Which way the money goes from where somebody stands; null for who only looks on. */
export function directionOf(
  { payerId, recipientId }: Pick<Payment, 'payerId' | 'recipientId'>,
  standpoint: string | undefined,
): 'SENT' | 'RECEIVED' | null {
  if (standpoint === payerId) return 'SENT';
  return standpoint === recipientId ? 'RECEIVED' : null;
}
