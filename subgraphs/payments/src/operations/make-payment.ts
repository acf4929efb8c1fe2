import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Payee } from '../entities/payee.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { lockWalletAccount } from '../ledger/accounts.ts';
import { acceptPayment, type Accepted } from './accept-payment.ts';
import { findWallet } from './find-wallet.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { amountSchema, emailSchema, idempotencyKeySchema, noteSchema } from './input.ts';
import { recipientNotFound, type RecipientNotFound } from './problems.ts';

const inputSchema = z.object({
  recipientEmail: emailSchema,
  amount: amountSchema({ amountMinorMin: 1, amountMinorMax: 100_000_000 }),
  note: noteSchema,
  idempotencyKey: idempotencyKeySchema,
});

export type PaymentInput = z.infer<typeof inputSchema>;
type Input = PaymentInput;

export type MadePayment = Accepted | RecipientNotFound | IdempotencyKeyReused | InvalidInput;

function keyUseOf(payerId: string, { recipientEmail, amount, note, idempotencyKey }: Input): KeyUse {
  const input = [recipientEmail, amount.amountMinor, amount.currency, note];
  return { userId: payerId, operation: 'makePayment', key: idempotencyKey, input };
}

/** Pays within a transaction of the caller's; see `makePayment`. */
export async function payOnce(
  em: EntityManager,
  payerId: string,
  input: Input,
  cause: Cause,
): Promise<MadePayment> {
  const wallet = await findWallet(em, payerId, input.amount.currency);
  if (wallet.__typename !== 'Wallet') return wallet;
  // From here on the payer's requests come one after the other.
  const payer = await lockWalletAccount(em, wallet.id);
  const use = keyUseOf(payerId, input);
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(Payment, earlier.resultId, { refresh: true });

  const { amount, recipientEmail, note } = input;
  const recipient = await em.findOne(Payee, { email: recipientEmail });
  if (recipient === null) return recipientNotFound(recipientEmail);
  if (recipient.userId === payerId)
    return invalidInput({ recipientEmail: 'Must be somebody else than you.' });
  const recipientId = recipient.userId;
  return acceptPayment(em, { payer, payerId, recipientId, amount, note, use, cause });
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
