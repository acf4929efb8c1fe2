import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Payout } from '../entities/payout.entity.ts';
import type { Wallet } from '../entities/wallet.entity.ts';
import { payoutMoved } from '../events/payout-events.ts';
import type { Cause } from '../events/publishes.ts';
import { lockWalletAccount } from '../ledger/accounts.ts';
import { holding } from '../ledger/movements.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { findWallet } from './find-wallet.ts';
import { ibanSchema } from './iban.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  rememberUse,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { amountSchema, idempotencyKeySchema } from './input.ts';
import { orderPayout, type Ordering } from './order-payout.ts';
import {
  emailNotVerified,
  insufficientFunds,
  type EmailNotVerified,
  type InsufficientFunds,
} from './problems.ts';

const inputSchema = z.object({
  amount: amountSchema({ amountMinorMin: 100, amountMinorMax: 100_000_000 }),
  iban: ibanSchema,
  idempotencyKey: idempotencyKeySchema,
});

type Input = z.infer<typeof inputSchema>;
type Refusal = EmailNotVerified | InsufficientFunds | IdempotencyKeyReused | InvalidInput;

export type PaidOut = Payout | Refusal;

function keyUseOf(userId: string, { amount, iban, idempotencyKey: key }: Input): KeyUse {
  return { userId, operation: 'payOut', key, input: [amount.amountMinor, amount.currency, iban] };
}

function create(em: EntityManager, wallet: Wallet, { amount, iban }: Input): Payout {
  const now = new Date();
  return em.create(Payout, {
    id: uuidv7(),
    status: 'PENDING',
    userId: wallet.ownerId,
    walletId: wallet.id,
    ...amount,
    iban,
    reason: null,
    createdAt: now,
    updatedAt: now,
  });
}

async function reserveOnce(em: EntityManager, userId: string, input: Input, cause: Cause): Promise<PaidOut> {
  const { amount } = input;
  const wallet = await findWallet(em, userId, amount.currency);
  if (wallet.__typename !== 'Wallet') return wallet;
  // From here on what leaves the wallet comes one after the other.
  const account = await lockWalletAccount(em, wallet.id);
  const use = keyUseOf(userId, input);
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(Payout, earlier.resultId, { refresh: true });
  if (account.balanceMinor < amount.amountMinor) return insufficientFunds(account, amount);
  const payout = create(em, wallet, input);
  const lines = holding(account, amount.amountMinor);
  postEntry(em, { kind: 'PAYOUT_HELD', payoutId: payout.id, lines });
  rememberUse(em, use, payout.id);
  payoutMoved(em, payout, cause);
  return payout;
}

/**
 * Pays money from a wallet out to a bank account: sets the amount aside, and asks the provider once that is committed. What
 * becomes of it comes by webhook; whatever happens in between, the sweep asks again under the same reference. The same key
 * with the same input gives the same payout. Only who has confirmed their email gets that far.
 */
export async function payOut(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'> & Ordering,
  rawInput: unknown,
): Promise<PaidOut> {
  const { userId, emailVerified } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  if (!emailVerified) return emailNotVerified();
  const cause = { actor: userId, clientAddress: context.clientAddress };
  const reserved = await context.em.transactional((em) => reserveOnce(em, userId, parsed.input, cause));
  if (reserved.__typename === 'Payout') await orderPayout(context, reserved);
  return reserved;
}
