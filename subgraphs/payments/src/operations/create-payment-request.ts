import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { PaymentRequest, requestUses } from '../entities/payment-request.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { requestCreated } from '../events/request-events.ts';
import { lockWalletAccount } from '../ledger/accounts.ts';
import { walletCurrencies } from '@payloom/event-contracts/currencies';
import { isWalletCurrency } from '../ledger/currencies.ts';
import { findFirstWallet } from './find-wallet.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  rememberUse,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { amountSchema, idempotencyKeySchema, noteSchema, walletNotOpen } from './input.ts';

/** 192 bits: nobody finds a link by trying. */
const tokenBytes = 24;
const openRequestsMax = 500;
const minute = 60_000;
const expiryMinMs = 5 * minute;
const expiryMaxMs = 366 * 24 * 60 * minute;

const inputSchema = z.object({
  amount: amountSchema({ amountMinorMin: 1, amountMinorMax: 100_000_000 }),
  note: noteSchema,
  use: z.enum(requestUses, 'Must be SINGLE or MULTI.'),
  expiresAt: z.coerce.date('Must be a moment, such as 2027-01-31T12:00:00Z.').nullish(),
  idempotencyKey: idempotencyKeySchema,
});

type Input = z.infer<typeof inputSchema>;

export type CreatedPaymentRequest = PaymentRequest | IdempotencyKeyReused | InvalidInput;

function keyUseOf(userId: string, { amount, note, use, expiresAt, idempotencyKey: key }: Input): KeyUse {
  const input = [amount.amountMinor, amount.currency, note, use, expiresAt?.toISOString() ?? null];
  return { userId, operation: 'createPaymentRequest', key, input };
}

function judgeExpiry({ expiresAt }: Input): InvalidInput | null {
  if (!expiresAt) return null;
  const inMs = expiresAt.getTime() - Date.now();
  if (inMs < expiryMinMs) return invalidInput({ expiresAt: 'Must be at least five minutes from now.' });
  return inMs > expiryMaxMs ? invalidInput({ expiresAt: 'Must be within a year.' }) : null;
}

function create(em: EntityManager, requesterId: string, input: Input): PaymentRequest {
  const { amount, note, use, expiresAt } = input;
  const now = new Date();
  return em.create(PaymentRequest, {
    id: uuidv7(),
    token: randomBytes(tokenBytes).toString('base64url'),
    status: 'OPEN',
    use,
    requesterId,
    ...amount,
    note,
    paidCount: 0,
    expiresAt: expiresAt ?? null,
    createdAt: now,
    updatedAt: now,
  });
}

async function createOnce(
  em: EntityManager,
  userId: string,
  input: Input,
  cause: Cause,
): Promise<CreatedPaymentRequest> {
  const wallet = await findFirstWallet(em, userId);
  if (wallet === null) return walletNotOpen();
  // From here on the user's requests come one after the other.
  await lockWalletAccount(em, wallet.id);
  const use = keyUseOf(userId, input);
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(PaymentRequest, earlier.resultId, { refresh: true });

  const { currency } = input.amount;
  if (!isWalletCurrency(currency)) {
    return invalidInput({ 'amount.currency': `Must be one of ${walletCurrencies.join(', ')}.` });
  }
  const badExpiry = judgeExpiry(input);
  if (badExpiry) return badExpiry;
  if ((await em.count(PaymentRequest, { requesterId: userId, status: 'OPEN' })) >= openRequestsMax) {
    const message = `You have ${openRequestsMax} open requests already. Cancel one of them first.`;
    return { ...invalidInput({}), message };
  }
  const request = create(em, userId, input);
  rememberUse(em, use, request.id);
  requestCreated(em, request, cause);
  return request;
}

/**
 * Asks to be paid by whoever has the link that comes of it, in any currency a wallet can hold. Moves no money. The same key with the same input gives the same
 * request.
 */
export async function createPaymentRequest(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<CreatedPaymentRequest> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => createOnce(em, userId, parsed.input, cause));
}
