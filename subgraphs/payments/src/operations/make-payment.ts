import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Payee } from '../entities/payee.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { lockWalletAccount, type LockedAccount } from '../ledger/accounts.ts';
import { holding } from '../ledger/movements.ts';
import { postEntry } from '../ledger/post-entry.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  rememberUse,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import {
  amountSchema,
  emailSchema,
  idempotencyKeySchema,
  noteSchema,
  walletNotOpen,
  wrongCurrency,
} from './input.ts';
import { recordStep } from './move-payment.ts';
import {
  insufficientFunds,
  recipientNotFound,
  type InsufficientFunds,
  type RecipientNotFound,
} from './problems.ts';

const inputSchema = z.object({
  recipientEmail: emailSchema,
  amount: amountSchema({ amountMinorMin: 1, amountMinorMax: 100_000_000 }),
  note: noteSchema,
  idempotencyKey: idempotencyKeySchema,
});

export type PaymentInput = z.infer<typeof inputSchema>;
type Input = PaymentInput;

export type MadePayment =
  Payment | InsufficientFunds | RecipientNotFound | IdempotencyKeyReused | InvalidInput;

function keyUseOf(payerId: string, { recipientEmail, amount, note, idempotencyKey }: Input): KeyUse {
  const input = [recipientEmail, amount.amountMinor, amount.currency, note];
  return { userId: payerId, operation: 'makePayment', key: idempotencyKey, input };
}

interface Acceptance {
  payer: LockedAccount;
  payerId: string;
  recipientId: string;
  input: Input;
  cause: Cause;
}

function acceptPayment(
  em: EntityManager,
  { payer, payerId, recipientId, input, cause }: Acceptance,
): Payment {
  const now = new Date();
  const payment = em.create(Payment, {
    id: uuidv7(),
    status: 'PENDING',
    payerId,
    recipientId,
    ...input.amount,
    note: input.note,
    refundedMinor: 0,
    createdAt: now,
    updatedAt: now,
  });
  const lines = holding(payer, payment.amountMinor);
  postEntry(em, { kind: 'PAYMENT_HELD', paymentId: payment.id, lines });
  rememberUse(em, keyUseOf(payerId, input), payment.id);
  recordStep(em, payment, null, cause);
  return payment;
}

/** Pays within a transaction of the caller's; see `makePayment`. */
export async function payOnce(
  em: EntityManager,
  payerId: string,
  input: Input,
  cause: Cause,
): Promise<MadePayment> {
  const wallet = await em.findOne(Wallet, { ownerId: payerId });
  if (wallet === null) return walletNotOpen();
  // From here on the payer's requests come one after the other.
  const payer = await lockWalletAccount(em, wallet.id);
  const earlier = await findEarlierUse(em, keyUseOf(payerId, input));
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(Payment, earlier.resultId, { refresh: true });

  const { amount, recipientEmail } = input;
  if (amount.currency !== payer.currency) return wrongCurrency(payer.currency);
  const recipient = await em.findOne(Payee, { email: recipientEmail });
  if (recipient === null) return recipientNotFound(recipientEmail);
  if (recipient.userId === payerId)
    return invalidInput({ recipientEmail: 'Must be somebody else than you.' });
  if (payer.balanceMinor < amount.amountMinor) return insufficientFunds(payer, amount);
  return acceptPayment(em, { payer, payerId, recipientId: recipient.userId, input, cause });
}

/**
 * Pays somebody by email: sets the amount aside and records the payment, in one transaction. The same key with the
 * same input gives the same payment, however often and however parallel it is asked; a refusal changes nothing and
 * leaves the key unused.
 */
export async function makePayment(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<MadePayment> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => payOnce(em, userId, parsed.input, cause));
}
