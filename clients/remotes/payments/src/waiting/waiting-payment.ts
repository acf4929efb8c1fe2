import * as z from 'zod/mini';

const moneySchema = z.object({ amountMinor: z.int(), currency: z.string() });

const inputSchema = z.object({
  recipientEmail: z.string(),
  amount: moneySchema,
  note: z.nullable(z.string()),
  idempotencyKey: z.string(),
});

/** Why the graph would not make a payment that waited: it is for its owner to decide what becomes of it. */
const refusalSchema = z.discriminatedUnion('__typename', [
  z.object({ __typename: z.literal('InsufficientFunds'), available: moneySchema }),
  z.object({ __typename: z.literal('DailyLimitReached'), left: moneySchema, resetsAt: z.string() }),
  z.object({ __typename: z.literal('RecipientNotFound') }),
  z.object({ __typename: z.literal('StepUpRequired') }),
  /** Anything else, with what the graph said of it. */
  z.object({ __typename: z.literal('Refused'), message: z.string() }),
]);

export const waitingPaymentSchema = z.object({
  input: inputSchema,
  waitsSince: z.string(),
  /** It was sent, and no answer has come: it may have been made. */
  isSent: z.boolean(),
  refusal: z.optional(refusalSchema),
});

/** A payment that somebody has made while the network was away. */
export type WaitingPayment = z.infer<typeof waitingPaymentSchema>;
export type WaitingRefusal = z.infer<typeof refusalSchema>;

/** What somebody wants paid, with the key that makes it happen once. */
export type PaymentWish = z.infer<typeof inputSchema>;
