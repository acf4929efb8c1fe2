import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { IdempotencyKey } from '../entities/idempotency-key.entity.ts';

/** One use of an idempotency key: whose, for what, and with which input. */
export interface KeyUse {
  readonly userId: string;
  readonly operation:
    | 'makePayment'
    | 'topUpWallet'
    | 'refundPayment'
    | 'requestRefund'
    | 'schedulePayment'
    | 'createPaymentRequest'
    | 'payPaymentRequest'
    | 'payOut';
  readonly key: string;
  /** The parsed input, its fields always in the same order, without the key. */
  readonly input: readonly (string | number | null)[];
}

export type EarlierUse = 'none' | 'other-input' | { readonly resultId: string };

function hashOf({ input }: KeyUse): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

/**
 * Whether the key was used before. Two requests with one key come one after the other, though they may be about wallets in
 * two currencies: the key is locked until the transaction ends, always as the last lock that it takes. The primary key of
 * the table would refuse the second one even without.
 */
export async function findEarlierUse(em: EntityManager, use: KeyUse): Promise<EarlierUse> {
  const { userId, operation, key } = use;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${userId} ${operation} ${key}`]);
  const earlier = await em.findOne(IdempotencyKey, { userId, operation, key });
  if (earlier === null) return 'none';
  return earlier.inputHash === hashOf(use) ? { resultId: earlier.resultId } : 'other-input';
}

/** Remembers, in the transaction that makes the result, what the key was used for. */
export function rememberUse(em: EntityManager, use: KeyUse, resultId: string): void {
  const { userId, operation, key } = use;
  em.create(IdempotencyKey, {
    userId,
    operation,
    key,
    inputHash: hashOf(use),
    resultId,
    createdAt: new Date(),
  });
}

export interface IdempotencyKeyReused {
  __typename: 'IdempotencyKeyReused';
  message: string;
}

export function idempotencyKeyReused(): IdempotencyKeyReused {
  return {
    __typename: 'IdempotencyKeyReused',
    message: 'This idempotency key was used before with other input. Use a new key for a new intent.',
  };
}
