import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { payoutMayMove, type PayoutStatus } from '../entities/payout-state.ts';
import { LedgerEntry } from '../entities/ledger-entry.entity.ts';
import { Payout } from '../entities/payout.entity.ts';
import { TopUp } from '../entities/top-up.entity.ts';
import { payoutMoved } from '../events/payout-events.ts';
import { bySystem } from '../events/publishes.ts';
import { settlingPayout } from '../ledger/movements.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { reverseEntry } from '../ledger/reverse-entry.ts';
import type { WebhookEvent } from '../provider/webhook-event.ts';
import { bookAnswer } from './settle-top-up.ts';

type PayoutEvent = Extract<WebhookEvent, { type: `payout.${string}` }>;
type ChargeEvent = Exclude<WebhookEvent, PayoutEvent>;

const statusOf = {
  'payout.processing': 'PROCESSING',
  'payout.settled': 'SETTLED',
  'payout.returned': 'RETURNED',
} as const satisfies Record<PayoutEvent['type'], PayoutStatus>;

const sameMoney = (a: { amountMinor: number; currency: string }, b: WebhookEvent['amount']): boolean =>
  a.amountMinor === b.amountMinor && a.currency === b.currency;

async function post(em: EntityManager, payout: Payout, to: PayoutStatus): Promise<void> {
  if (to === 'SETTLED') {
    const lines = settlingPayout(payout.currency, payout.amountMinor);
    postEntry(em, { kind: 'PAYOUT_SETTLED', payoutId: payout.id, lines });
  } else if (to === 'RETURNED') {
    const held = await em.findOneOrFail(LedgerEntry, { payoutId: payout.id, kind: 'PAYOUT_HELD' });
    await reverseEntry(em, held, 'PAYOUT_RETURNED');
  }
}

async function bookPayout(em: EntityManager, event: PayoutEvent): Promise<'booked' | 'unknown'> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const payout = await em.findOne(Payout, event.reference, lock);
  if (payout === null || !sameMoney(payout, event.amount)) return 'unknown';
  const to = statusOf[event.type];
  // It comes twice or late.
  if (!payoutMayMove(payout.status, to)) return 'booked';
  await post(em, payout, to);
  const reason = event.type === 'payout.returned' ? event.reason : null;
  Object.assign(payout, { status: to, reason, updatedAt: new Date() });
  payoutMoved(em, payout, bySystem);
  return 'booked';
}

async function bookCharge(em: EntityManager, event: ChargeEvent): Promise<'booked' | 'unknown'> {
  const topUp = await em.findOne(TopUp, event.reference);
  if (topUp === null || !sameMoney(topUp, event.amount)) return 'unknown';
  const answer =
    event.type === 'charge.captured'
      ? ({ outcome: 'captured' } as const)
      : ({ outcome: 'declined', reason: event.reason } as const);
  await bookAnswer(em, topUp.id, answer, bySystem);
  return 'booked';
}

/**
 * Books what the provider tells, once, in whatever order it comes; 'unknown' and no effect where it is about nothing that was
 * asked for. Locks the payout or top-up first, then the wallet.
 */
export function bookWebhook(em: EntityManager, event: WebhookEvent): Promise<'booked' | 'unknown'> {
  return event.type === 'charge.captured' || event.type === 'charge.declined'
    ? bookCharge(em, event)
    : bookPayout(em, event);
}
