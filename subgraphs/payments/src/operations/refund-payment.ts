import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Payment } from '../entities/payment.entity.ts';
import { RefundRequest } from '../entities/refund-request.entity.ts';
import { Refund } from '../entities/refund.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { paymentRefunded } from '../events/refund-events.ts';
import type { LockedAccount } from '../ledger/accounts.ts';
import { refunding } from '../ledger/movements.ts';
import { postEntry } from '../ledger/post-entry.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  rememberUse,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { amountSchema, idempotencyKeySchema, noteSchema, paymentIdSchema, wrongCurrency } from './input.ts';
import { judgeRefund, refundableMinor, type RefundVerdict } from './judge-refund.ts';
import { lockParties, type Parties } from './lock-parties.ts';
import {
  insufficientFunds,
  paymentNotFound,
  refundExceedsPayment,
  refundNotPossible,
  type InsufficientFunds,
  type PaymentNotFound,
  type RefundExceedsPayment,
  type RefundNotPossible,
} from './problems.ts';

/** A payment is given back in parts only so often; the last of them has to be the rest. */
const partsMax = 20;

const inputSchema = z.object({
  paymentId: paymentIdSchema,
  amount: amountSchema({ amountMinorMin: 1, amountMinorMax: 100_000_000 }).nullish(),
  note: noteSchema,
  idempotencyKey: idempotencyKeySchema,
});

type Input = z.infer<typeof inputSchema>;

export type RefundedPayment =
  | Refund
  | PaymentNotFound
  | RefundNotPossible
  | RefundExceedsPayment
  | InsufficientFunds
  | IdempotencyKeyReused
  | InvalidInput;

function keyUseOf(userId: string, { paymentId, amount, note, idempotencyKey: key }: Input): KeyUse {
  const input = [paymentId, amount?.amountMinor ?? null, amount?.currency ?? null, note];
  return { userId, operation: 'refundPayment', key, input };
}

type Because = Extract<RefundVerdict, { allowed: false }>['because'];

function refusal(
  because: Because,
  payment: Payment,
  { amount }: Input,
  recipient: LockedAccount,
): RefundedPayment {
  const refundable = { amountMinor: refundableMinor(payment), currency: payment.currency };
  switch (because) {
    case 'not-completed':
      return refundNotPossible(payment, 'Only a payment that has completed can be refunded.');
    case 'all-refunded':
      return refundNotPossible(payment, 'All of the payment has been refunded already.');
    case 'more-than-left':
      return refundExceedsPayment(refundable);
    case 'too-little-money':
      return insufficientFunds(recipient, amount ?? refundable);
    case 'payer-full':
      return refundNotPossible(payment, "The payer's wallet is full.");
  }
}

/** A refund while the payer asks for one is the answer. */
async function grantOpenRequest(
  em: EntityManager,
  paymentId: string,
  at: Date,
): Promise<RefundRequest | null> {
  const request = await em.findOne(RefundRequest, { paymentId, status: 'OPEN' }, { refresh: true });
  if (request) Object.assign(request, { status: 'GRANTED', updatedAt: at });
  return request;
}

async function giveBack(
  em: EntityManager,
  { payment, payer, recipient }: Parties,
  { amountMinor, note }: { amountMinor: number; note: string | null },
  cause: Cause,
): Promise<Refund> {
  const [createdAt, { id: paymentId, currency }] = [new Date(), payment];
  const refund = em.create(Refund, { id: uuidv7(), paymentId, amountMinor, currency, note, createdAt });
  payment.refundedMinor += amountMinor;
  payment.updatedAt = createdAt;
  const lines = refunding(recipient, payer, amountMinor);
  postEntry(em, { kind: 'PAYMENT_REFUNDED', paymentId, refundId: refund.id, lines });
  const request = await grantOpenRequest(em, paymentId, createdAt);
  paymentRefunded(em, payment, refund, request, cause);
  return refund;
}

async function refundOnce(
  em: EntityManager,
  userId: string,
  input: Input,
  cause: Cause,
): Promise<RefundedPayment> {
  const mine = { id: input.paymentId, recipientId: userId };
  const payment = await em.findOne(Payment, mine, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (payment === null) return paymentNotFound('You have received no such payment.');
  // From here on the recipient's requests come one after the other.
  const parties = await lockParties(em, payment);
  const use = keyUseOf(userId, input);
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(Refund, earlier.resultId, { refresh: true });

  const { amount, note } = input;
  if (amount && amount.currency !== payment.currency) return wrongCurrency(payment.currency);
  const verdict = judgeRefund({
    payment,
    askedMinor: amount?.amountMinor ?? null,
    recipientMinor: parties.recipient.balanceMinor,
    payerMinor: parties.payer.balanceMinor,
  });
  if (!verdict.allowed) return refusal(verdict.because, payment, input, parties.recipient);
  const isRest = verdict.amountMinor === refundableMinor(payment);
  if (!isRest && (await em.count(Refund, { paymentId: payment.id })) >= partsMax - 1) {
    return invalidInput({
      'amount.amountMinor': `A payment has at most ${partsMax} refunds; give back the rest.`,
    });
  }
  const refund = await giveBack(em, parties, { amountMinor: verdict.amountMinor, note }, cause);
  rememberUse(em, use, refund.id);
  return refund;
}

/**
 * Gives a payment back to its payer, in full or in part, from the recipient's wallet, in one transaction. Never more than
 * was paid and never what the recipient has spent, however parallel it is asked: the payment is locked first, then both
 * wallets. The same key with the same input gives the same refund.
 */
export async function refundPayment(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<RefundedPayment> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => refundOnce(em, userId, parsed.input, cause));
}
