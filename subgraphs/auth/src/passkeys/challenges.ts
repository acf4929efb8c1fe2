import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OperationContext } from '../context.ts';
import { PasskeyChallenge, type ChallengePurpose } from '../entities/passkey-challenge.entity.ts';
import { hashTokenPart } from '../refresh-token.ts';

const lifetimeSeconds = 5 * 60;
const challengeSizeBytes = 32;
/** Whoever asks for more has the oldest of theirs replaced. An address may be that of many. */
const openOfSessionMax = 10;
const openOfAddressMax = 500;

/** Whose challenges are counted together: a session's, or of who is not signed in, an address's. */
export interface ChallengeHolder {
  readonly key: string;
  readonly openMax: number;
}

export const sessionHolder = (sessionId: string): ChallengeHolder => ({
  key: `session:${sessionId}`,
  openMax: openOfSessionMax,
});

export const addressHolder = (clientAddress: string | undefined): ChallengeHolder => ({
  key: `address:${clientAddress ?? ''}`,
  openMax: openOfAddressMax,
});

export interface IssuedChallenge {
  readonly challenge: string;
  readonly expiresAt: Date;
  readonly timeoutMs: number;
}

const forgetOldestSql = `
  delete from passkey_challenges where challenge_hash in (
    select challenge_hash from passkey_challenges where holder = ? order by expires_at desc offset ?
  )`;

/** Makes a challenge; only its hash is stored. */
export async function issueChallenge(
  { em, now }: Pick<OperationContext, 'em' | 'now'>,
  purpose: ChallengePurpose,
  { key: holder, openMax }: ChallengeHolder,
): Promise<IssuedChallenge> {
  const challenge = randomBytes(challengeSizeBytes).toString('base64url');
  const expiresAt = new Date(now().getTime() + lifetimeSeconds * 1_000);
  const challengeHash = hashTokenPart(challenge);
  await em.transactional(async (inner) => {
    await inner.execute(forgetOldestSql, [holder, openMax - 1]);
    inner.persist(inner.create(PasskeyChallenge, { challengeHash, purpose, holder, expiresAt }));
  });
  return { challenge, expiresAt, timeoutMs: lifetimeSeconds * 1_000 };
}

/**
 * Uses a challenge up, whatever becomes of the answer to it: of two who show it at once one gets true. One that was made
 * for a session holds in that session alone.
 */
export async function takeChallenge(
  { em, now }: Pick<OperationContext, 'em' | 'now'>,
  purpose: ChallengePurpose,
  challenge: string,
  holder?: ChallengeHolder,
): Promise<boolean> {
  const where = { challengeHash: hashTokenPart(challenge), purpose, expiresAt: { $gt: now() } };
  const held = holder ? { ...where, holder: holder.key } : where;
  return (await em.fork().nativeDelete(PasskeyChallenge, held)) === 1;
}

/** Removes challenges that nothing answered. */
export async function removeExpiredPasskeyChallenges(em: EntityManager, now: Date): Promise<void> {
  await em.nativeDelete(PasskeyChallenge, { expiresAt: { $lte: now } });
}
