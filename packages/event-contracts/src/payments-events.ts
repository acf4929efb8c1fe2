import { z } from 'zod';
import { defineEvent } from './define-event.ts';

/** Integer minor units and an ISO 4217 currency; never a float. */
export const moneySchema = z.object({
  amountMinor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

export const paymentStatusSchema = z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']);

const parties = { paymentId: z.uuid(), payerId: z.uuid(), recipientId: z.uuid() };

const paymentState = z.object({
  ...parties,
  amount: moneySchema,
  status: paymentStatusSchema,
  reason: z.string().nullable(),
});

const paymentAudience = 'The payer, the recipient and administrators.';

const payment = (description: string) =>
  defineEvent({ version: 1, description, audience: paymentAudience, data: paymentState });

const schedule = z.object({
  scheduleId: z.uuid(),
  payerId: z.uuid(),
  recipientId: z.uuid(),
  amount: moneySchema,
  cadence: z.enum(['ONCE', 'WEEKLY', 'MONTHLY']),
  nextDueOn: z.iso.date().nullable(),
});
const scheduleAudience = 'The payer and administrators.';

const payout = (description: string) =>
  defineEvent({
    version: 1,
    description: `${description} The subject is the payout.`,
    audience: 'The owner of the wallet and administrators.',
    data: z.object({
      payoutId: z.uuid(),
      walletId: z.uuid(),
      userId: z.uuid(),
      amount: moneySchema,
      status: z.enum(['PENDING', 'PROCESSING', 'SETTLED', 'RETURNED']),
      reason: z.string().nullable(),
    }),
  });

const request = z.object({
  requestId: z.uuid(),
  requesterId: z.uuid(),
  amount: moneySchema,
  use: z.enum(['SINGLE', 'MULTI']),
  status: z.enum(['OPEN', 'PAID', 'CANCELLED', 'EXPIRED']),
  expiresAt: z.iso.datetime().nullable(),
});
const requestPayment = request.extend({ paymentId: z.uuid(), payerId: z.uuid() });

const paymentRequest = <Data extends typeof request>(description: string, data: Data) =>
  defineEvent({
    version: 1,
    description: `${description} The subject is the request.`,
    audience: 'Whoever asks for the money and administrators.',
    data,
  });

export const paymentsEvents = {
  'payments.wallet.opened': defineEvent({
    version: 1,
    description:
      'A wallet was opened: the first of a newly registered user, or one in another currency. The subject is the wallet.',
    audience: 'The owner of the wallet and administrators.',
    data: z.object({ walletId: z.uuid(), userId: z.uuid(), currency: z.string() }),
  }),
  'payments.top-up.requested': defineEvent({
    version: 1,
    description:
      'A user asked to top up their wallet; the provider has not answered. The subject is the top-up.',
    audience: 'The owner of the wallet and administrators.',
    data: z.object({ topUpId: z.uuid(), walletId: z.uuid(), userId: z.uuid(), amount: moneySchema }),
  }),
  'payments.top-up.completed': defineEvent({
    version: 1,
    description: 'The provider took the money and the wallet holds it. The subject is the top-up.',
    audience: 'The owner of the wallet and administrators.',
    data: z.object({ topUpId: z.uuid(), walletId: z.uuid(), userId: z.uuid(), amount: moneySchema }),
  }),
  'payments.top-up.failed': defineEvent({
    version: 1,
    description: 'The provider refused; nothing moved. The subject is the top-up.',
    audience: 'The owner of the wallet and administrators.',
    data: z.object({
      topUpId: z.uuid(),
      walletId: z.uuid(),
      userId: z.uuid(),
      amount: moneySchema,
      reason: z.string(),
    }),
  }),
  'payments.payment.created': payment(
    'A payment was accepted and its amount set aside. The subject is the payment.',
  ),
  'payments.payment.processing': payment('The payment is being carried out. The subject is the payment.'),
  'payments.payment.completed': payment('The recipient has the money. The subject is the payment.'),
  'payments.payment.failed': payment(
    'The payment could not be carried out; the payer has the money back. The subject is the payment.',
  ),
  'payments.payment.cancelled': defineEvent({
    version: 1,
    description:
      'The payer took the payment back before it was carried out, and has the money back. The subject is the payment.',
    audience: paymentAudience,
    data: paymentState.extend({ status: z.literal('CANCELLED') }),
  }),
  'payments.payment.refunded': defineEvent({
    version: 1,
    description:
      'The recipient gave back so much (`amount`) of a completed payment, `refunded` in all so far. The subject is the payment.',
    audience: paymentAudience,
    data: z.object({
      ...parties,
      refundId: z.uuid(),
      refundRequestId: z.uuid().nullable(),
      amount: moneySchema,
      refunded: moneySchema,
      note: z.string().nullable(),
    }),
  }),
  'payments.payment.refund-requested': defineEvent({
    version: 1,
    description:
      'The payer asks the recipient to give back so much, or all that is left when `amount` is null. The subject is the payment.',
    audience: paymentAudience,
    data: z.object({
      ...parties,
      refundRequestId: z.uuid(),
      amount: moneySchema.nullable(),
      note: z.string(),
    }),
  }),
  'payments.payment.refund-declined': defineEvent({
    version: 1,
    description: 'The recipient will not give back what the payer asked for. The subject is the payment.',
    audience: paymentAudience,
    data: z.object({ ...parties, refundRequestId: z.uuid(), answer: z.string().nullable() }),
  }),
  'payments.schedule.created': defineEvent({
    version: 1,
    description:
      'A user planned to pay somebody at a date, or every week or month. The subject is the schedule.',
    audience: scheduleAudience,
    data: schedule,
  }),
  'payments.schedule.ran': defineEvent({
    version: 1,
    description:
      'A due date made a payment, or was refused; `nextDueOn` is the one after it. The subject is the schedule.',
    audience: scheduleAudience,
    data: schedule.extend({
      dueOn: z.iso.date(),
      paymentId: z.uuid().nullable(),
      refusal: z.string().nullable(),
    }),
  }),
  'payments.schedule.cancelled': defineEvent({
    version: 1,
    description: 'The payer ended a schedule before its next due date. The subject is the schedule.',
    audience: scheduleAudience,
    data: schedule,
  }),
  'payments.payout.requested': payout('A user pays out to a bank: the amount is set aside.'),
  'payments.payout.processing': payout('The provider has taken the payout to the bank.'),
  'payments.payout.settled': payout('The bank has the money.'),
  'payments.payout.returned': payout('The bank refused, and the wallet has the money back.'),
  'payments.request.created': paymentRequest('A user asked to be paid by whoever has a link.', request),
  'payments.request.paid': paymentRequest(
    'Somebody paid by the link: the amount is set aside. One for a single payment is PAID with it, another stays OPEN.',
    requestPayment,
  ),
  'payments.request.reopened': paymentRequest(
    'A payment by the link failed or was cancelled, so that the request can be paid again.',
    requestPayment,
  ),
  'payments.request.cancelled': paymentRequest('Whoever asked does not want to be paid any more.', request),
  'payments.request.expired': paymentRequest('The request was open until its last moment.', request),
} as const;
