import { defineEventHandler } from '@payloom/messaging/event-handler';
import { completePayment } from '../operations/complete-payment.ts';

/** A payment that is being carried out reaches its recipient, or returns to its payer. */
export const onPaymentProcessing = defineEventHandler({
  queue: 'payments.payments.complete',
  type: 'payments.payment.processing',
  handle: ({ data }, em) => completePayment(em, data.paymentId),
});
