import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { OneTimeToken, type TokenPurpose } from '../entities/one-time-token.entity.ts';
import type { User } from '../entities/user.entity.ts';
import { hashTokenPart } from '../refresh-token.ts';

/** 192 bits cannot be guessed, and a link with 32 characters stays in one line of a mail. */
const tokenSizeBytes = 24;
const format = /^[\w-]{32}$/;

const lifetimeHours: Readonly<Record<TokenPurpose, number>> = {
  VERIFY_EMAIL: 24,
  RESET_PASSWORD: 1,
  INVITATION: 7 * 24,
};

export interface LinkExpired {
  __typename: 'LinkExpired';
  message: string;
}

export const linkExpired = (): LinkExpired => ({
  __typename: 'LinkExpired',
  message: 'This link has expired, or was used already. Ask for a new one.',
});

/** Makes a token for the link of a mail, in the transaction of `em`; only its hash is stored. */
export function issueToken(
  em: EntityManager,
  user: Pick<User, 'id' | 'email'>,
  purpose: TokenPurpose,
  now: Date,
): string {
  const token = randomBytes(tokenSizeBytes).toString('base64url');
  em.persist(
    em.create(OneTimeToken, {
      id: uuidv7(),
      user: user.id,
      purpose,
      tokenHash: hashTokenPart(token),
      email: user.email,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lifetimeHours[purpose] * 60 * 60 * 1_000),
    }),
  );
  return token;
}

/** What a link leads to, or null when it leads nowhere. Nothing is used up by looking. */
export function findToken(
  em: EntityManager,
  token: string,
  purposes: readonly TokenPurpose[],
  now: Date,
): Promise<OneTimeToken | null> {
  if (!format.test(token)) return Promise.resolve(null);
  const where = { tokenHash: hashTokenPart(token), purpose: { $in: [...purposes] }, expiresAt: { $gt: now } };
  return em.findOne(OneTimeToken, where, { populate: ['user'] });
}

/**
 * Uses a link up, in the transaction of `em`: of two who show it at once one gets its user, locked. With it go all links
 * of its user for the same purposes. Null when it leads nowhere, or its user has another email or is suspended by now.
 */
export async function takeToken(
  em: EntityManager,
  token: string,
  purposes: readonly TokenPurpose[],
  now: Date,
): Promise<{ user: User; purpose: TokenPurpose } | null> {
  const found = await findToken(em, token, purposes, now);
  if (!found) return null;
  const user = found.user.unwrap();
  await em.refresh(user, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const own = { user: user.id, purpose: { $in: [...purposes] } };
  // Whoever waited for the user's lock finds the token gone.
  if ((await em.nativeDelete(OneTimeToken, { ...own, id: found.id })) === 0) return null;
  await em.nativeDelete(OneTimeToken, own);
  if (user.status !== 'ACTIVE' || user.email !== found.email) return null;
  return { user, purpose: found.purpose };
}

/** Removes what leads nowhere any more. */
export async function removeExpiredTokens(em: EntityManager, now: Date): Promise<void> {
  await em.nativeDelete(OneTimeToken, { expiresAt: { $lte: now } });
}
