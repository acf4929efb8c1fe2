import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { TopUp } from '../entities/top-up.entity.ts';
import type { Wallet } from '../entities/wallet.entity.ts';
import { topUpRequested, type Cause } from '../events/publishes.ts';
import { lockWalletAccount } from '../ledger/accounts.ts';
import { findWallet } from './find-wallet.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  rememberUse,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { amountSchema, idempotencyKeySchema } from './input.ts';
import { settleTopUp, type Settlement } from './settle-top-up.ts';
import { hasRoomFor } from './wallet-bounds.ts';

const inputSchema = z.object({
  amount: amountSchema({ amountMinorMin: 100, amountMinorMax: 1_000_000 }),
  idempotencyKey: idempotencyKeySchema,
});

type Input = z.infer<typeof inputSchema>;

interface CardDeclined {
  __typename: 'CardDeclined';
  message: string;
}

type Refusal = IdempotencyKeyReused | InvalidInput;
export type ToppedUpWallet = TopUp | CardDeclined | Refusal;

function requestTopUp(em: EntityManager, wallet: Wallet, { amount }: Input, cause: Cause): TopUp {
  const now = new Date();
  const topUp = em.create(TopUp, {
    id: uuidv7(),
    status: 'PENDING',
    userId: wallet.ownerId,
    walletId: wallet.id,
    ...amount,
    createdAt: now,
    updatedAt: now,
  });
  topUpRequested(em, topUp, cause);
  return topUp;
}

async function requestOnce(
  em: EntityManager,
  userId: string,
  input: Input,
  cause: Cause,
): Promise<TopUp | Refusal> {
  const { amount, idempotencyKey: key } = input;
  const wallet = await findWallet(em, userId, amount.currency);
  if (wallet.__typename !== 'Wallet') return wallet;
  // From here on the user's requests come one after the other.
  const account = await lockWalletAccount(em, wallet.id);
  const use: KeyUse = {
    userId,
    operation: 'topUpWallet',
    key,
    input: [amount.amountMinor, amount.currency],
  };
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(TopUp, earlier.resultId, { refresh: true });

  if (!hasRoomFor(account.balanceMinor, amount.amountMinor)) {
    return invalidInput({ 'amount.amountMinor': 'Is more than your wallet has room for.' });
  }
  const topUp = requestTopUp(em, wallet, input, cause);
  rememberUse(em, use, topUp.id);
  return topUp;
}

/**
 * Takes money from a card and puts it in the viewer's wallet. The request is committed before the provider is asked:
 * whatever happens then, the same key or the sweep brings it to its end. A provider that does not answer leaves the
 * top-up PENDING. The same key with the same input gives the same answer.
 */
export async function topUpWallet(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress' | 'provider'> & Pick<Settlement, 'log'>,
  rawInput: unknown,
): Promise<ToppedUpWallet> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { em, provider, clientAddress, log } = context;
  const cause = { actor: userId, clientAddress };
  const requested = await em.transactional((transaction) =>
    requestOnce(transaction, userId, parsed.input, cause),
  );
  if (requested.__typename !== 'TopUp') return requested;
  const topUp = await settleTopUp({ em, provider, log }, requested, cause);
  if (topUp.status !== 'FAILED') return topUp;
  return { __typename: 'CardDeclined', message: topUp.declineReason ?? 'The card was declined.' };
}
