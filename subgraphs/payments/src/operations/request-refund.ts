import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Payment } from '../entities/payment.entity.ts';
import { RefundRequest } from '../entities/refund-request.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { refundRequested } from '../events/refund-events.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  rememberUse,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { amountSchema, idempotencyKeySchema, paymentIdSchema, reasonSchema, wrongCurrency } from './input.ts';
import { refundableMinor } from './judge-refund.ts';
import { lockParties } from './lock-parties.ts';
import {
  paymentNotFound,
  refundExceedsPayment,
  refundNotPossible,
  type PaymentNotFound,
  type RefundExceedsPayment,
  type RefundNotPossible,
} from './problems.ts';

/** Whoever was told no so often does not ask again. */
const requestsPerPaymentMax = 5;

const inputSchema = z.object({
  paymentId: paymentIdSchema,
  amount: amountSchema({ amountMinorMin: 1, amountMinorMax: 100_000_000 }).nullish(),
  note: reasonSchema,
  idempotencyKey: idempotencyKeySchema,
});

type Input = z.infer<typeof inputSchema>;

type Refusal = RefundNotPossible | RefundExceedsPayment | InvalidInput;
export type RequestedRefund = RefundRequest | PaymentNotFound | IdempotencyKeyReused | Refusal;

function keyUseOf(userId: string, { paymentId, amount, note, idempotencyKey: key }: Input): KeyUse {
  const input = [paymentId, amount?.amountMinor ?? null, amount?.currency ?? null, note];
  return { userId, operation: 'requestRefund', key, input };
}

async function refusalOf(em: EntityManager, payment: Payment, { amount }: Input): Promise<Refusal | null> {
  if (amount && amount.currency !== payment.currency) return wrongCurrency(payment.currency);
  if (payment.status !== 'COMPLETED') {
    return refundNotPossible(payment, 'Only a payment that has completed can be refunded.');
  }
  const amountMinor = refundableMinor(payment);
  if (amountMinor === 0) return refundNotPossible(payment, 'All of the payment has been refunded already.');
  if (amount && amount.amountMinor > amountMinor) {
    return refundExceedsPayment({ amountMinor, currency: payment.currency });
  }
  const earlier = await em.find(RefundRequest, { paymentId: payment.id });
  if (earlier.some(({ status }) => status === 'OPEN')) {
    return refundNotPossible(payment, 'You have asked already. The recipient has not answered yet.');
  }
  if (earlier.length < requestsPerPaymentMax) return null;
  return refundNotPossible(payment, `You have asked ${requestsPerPaymentMax} times. Write to the recipient.`);
}

async function requestOnce(
  em: EntityManager,
  userId: string,
  input: Input,
  cause: Cause,
): Promise<RequestedRefund> {
  const mine = { id: input.paymentId, payerId: userId };
  const payment = await em.findOne(Payment, mine, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (payment === null) return paymentNotFound('You have made no such payment.');
  // From here on the payer's requests come one after the other.
  await lockParties(em, payment);
  const use = keyUseOf(userId, input);
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(RefundRequest, earlier.resultId, { refresh: true });
  const refusal = await refusalOf(em, payment, input);
  if (refusal) return refusal;

  const now = new Date();
  const request = em.create(RefundRequest, {
    id: uuidv7(),
    paymentId: payment.id,
    status: 'OPEN',
    amountMinor: input.amount?.amountMinor ?? null,
    note: input.note,
    createdAt: now,
    updatedAt: now,
  });
  rememberUse(em, use, request.id);
  refundRequested(em, payment, request, cause);
  return request;
}

/** Asks the recipient of a completed payment to give it back. Moves no money; one request is open at a time. */
export async function requestRefund(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<RequestedRefund> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => requestOnce(em, userId, parsed.input, cause));
}
