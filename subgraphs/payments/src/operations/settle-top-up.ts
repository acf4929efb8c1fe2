import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.ts';
import { TopUp } from '../entities/top-up.entity.ts';
import { topUpCompleted, topUpFailed, type Cause } from '../events/publishes.ts';
import { lockWalletAccount } from '../ledger/accounts.ts';
import { capturing } from '../ledger/movements.ts';
import { postEntry } from '../ledger/post-entry.ts';
import type { ChargeAnswer, Provider } from '../provider/provider.ts';

/** A person waits for the answer. */
const chargeTimeMaxMs = 10_000;

export interface Settlement {
  readonly em: EntityManager;
  readonly provider: Provider;
  readonly log: Pick<Context['log'], 'warn'>;
  /** Gives up waiting for the provider before its time is over. */
  readonly signal?: AbortSignal | undefined;
}

async function creditWallet(em: EntityManager, topUp: TopUp): Promise<void> {
  const account = await lockWalletAccount(em, topUp.walletId);
  const lines = capturing(account, topUp.amountMinor);
  postEntry(em, { kind: 'TOP_UP_CAPTURED', topUpId: topUp.id, lines });
}

/** Books the provider's answer. Does nothing when another request, a webhook or the sweep has booked it. */
export async function bookAnswer(
  em: EntityManager,
  topUpId: string,
  answer: Exclude<ChargeAnswer, { outcome: 'pending' }>,
  cause: Cause,
): Promise<TopUp> {
  const topUp = await em.findOneOrFail(TopUp, topUpId, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  if (topUp.status !== 'PENDING') return topUp;
  topUp.updatedAt = new Date();
  if (answer.outcome === 'captured') {
    await creditWallet(em, topUp);
    topUp.status = 'COMPLETED';
    topUpCompleted(em, topUp, cause);
  } else {
    topUp.status = 'FAILED';
    topUp.declineReason = answer.reason;
    topUpFailed(em, topUp, answer.reason, cause);
  }
  return topUp;
}

/**
 * Brings a PENDING top-up to its end: asks the provider outside of any transaction, then books the answer in one.
 * Asking again is safe, for the provider knows the charge by the top-up's id. Without an answer it stays PENDING.
 */
export async function settleTopUp(
  { em, provider, log, signal }: Settlement,
  topUp: TopUp,
  cause: Cause,
): Promise<TopUp> {
  if (topUp.status !== 'PENDING') return topUp;
  const { id, amountMinor, currency } = topUp;
  let answer: ChargeAnswer;
  try {
    const charge = { reference: id, amount: { amountMinor, currency } };
    const timeout = AbortSignal.timeout(chargeTimeMaxMs);
    answer = await provider.charge(charge, signal ? AbortSignal.any([signal, timeout]) : timeout);
  } catch (err) {
    log.warn({ err, topUpId: id }, 'the provider did not answer; the top-up stays pending');
    return topUp;
  }
  if (answer.outcome === 'pending') return topUp;
  const final = answer;
  return em.transactional((transaction) => bookAnswer(transaction, id, final, cause));
}
