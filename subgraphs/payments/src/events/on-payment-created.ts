import { defineEventHandler } from '@payloom/messaging/event-handler';
import { processPayment } from '../operations/process-payment.ts';

/** A payment that was accepted is carried out. */
export const onPaymentCreated = defineEventHandler({
  queue: 'payments.payments.process',
  type: 'payments.payment.created',
  handle: ({ data }, em) => processPayment(em, data.paymentId),
});
