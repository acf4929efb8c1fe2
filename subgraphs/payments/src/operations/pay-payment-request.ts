import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { afterPaying, PaymentRequest, requestStatusAt } from '../entities/payment-request.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { requestPaid } from '../events/request-events.ts';
import { lockWalletAccount, type LockedAccount } from '../ledger/accounts.ts';
import { acceptPayment, type Accepted } from './accept-payment.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { findWallet } from './find-wallet.ts';
import { idempotencyKeySchema, requestTokenSchema } from './input.ts';
import {
  requestClosed,
  requestNotFound,
  type PaymentRequestClosed,
  type PaymentRequestNotFound,
} from './request-problems.ts';

const inputSchema = z.object({ token: requestTokenSchema, idempotencyKey: idempotencyKeySchema });

type Input = z.infer<typeof inputSchema>;

export type PaidPaymentRequest =
  Accepted | PaymentRequestNotFound | PaymentRequestClosed | IdempotencyKeyReused | InvalidInput;

/** Why it cannot be paid by this user at this moment; null when it can. */
function judge(request: PaymentRequest, userId: string, now: Date): string | null {
  if (request.requesterId === userId) return 'This is your own request: somebody else has to pay it.';
  switch (requestStatusAt(request, now)) {
    case 'OPEN':
      return null;
    case 'PAID':
      return 'Somebody has paid this request already. Nothing was taken from you.';
    case 'CANCELLED':
      return 'This request was cancelled. Nothing was taken from you.';
    case 'EXPIRED':
      return 'This request has expired. Nothing was taken from you.';
  }
}

async function accept(
  em: EntityManager,
  request: PaymentRequest,
  payer: LockedAccount,
  use: KeyUse,
  cause: Cause,
): Promise<Accepted> {
  const { amountMinor, currency, note, requesterId: recipientId, id: requestId } = request;
  const amount = { amountMinor, currency };
  const payerId = use.userId;
  const made = await acceptPayment(em, {
    ...{ payer, payerId, recipientId, amount, requestId, use, cause },
    note: note ?? null,
  });
  if (made.__typename !== 'Payment') return made;
  Object.assign(request, afterPaying(request), { updatedAt: made.createdAt });
  requestPaid(em, request, made, cause);
  return made;
}

async function payOnce(
  em: EntityManager,
  userId: string,
  { token, idempotencyKey: key }: Input,
  cause: Cause,
): Promise<PaidPaymentRequest> {
  // Locked before wallets, always: of two payers at once the second finds the request paid.
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const request = await em.findOne(PaymentRequest, { token }, lock);
  if (request === null) return requestNotFound('This link leads to no request. Ask for it again.');
  const wallet = await findWallet(em, userId, request.currency);
  if (wallet.__typename !== 'Wallet') return wallet;
  const payer = await lockWalletAccount(em, wallet.id);
  const use: KeyUse = { userId, operation: 'payPaymentRequest', key, input: [request.id] };
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(Payment, earlier.resultId, { refresh: true });

  const closed = judge(request, userId, new Date());
  if (closed) return requestClosed(request, closed);
  return accept(em, request, payer, use, cause);
}

/**
 * Pays whoever asked by a link what they asked for. A request for a single payment is paid by one, however many try at
 * once; the same key gives the same payment.
 */
export async function payPaymentRequest(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<PaidPaymentRequest> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => payOnce(em, userId, parsed.input, cause));
}
