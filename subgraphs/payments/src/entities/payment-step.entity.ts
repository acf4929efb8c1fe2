import { defineEntity, p } from '@mikro-orm/postgresql';
import { paymentStatuses } from './payment-state.ts';
import { Payment } from './payment.entity.ts';

const PaymentStepSchema = defineEntity({
  name: 'PaymentStep',
  properties: {
    id: p.uuid().primary(),
    paymentId: () => p.manyToOne(Payment).mapToPk().joinColumn('payment_id'),
    status: p.enum(paymentStatuses),
    at: p.datetime(),
    reason: p.string().nullable(),
  },
});

/** A status that a payment reached. */
export class PaymentStep extends PaymentStepSchema.class {}
PaymentStepSchema.setClass(PaymentStep);
