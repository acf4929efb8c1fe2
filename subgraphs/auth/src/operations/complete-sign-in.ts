import { randomBytes } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { SignInChallenge } from '../entities/sign-in-challenge.entity.ts';
import { TotpCredential } from '../entities/totp-credential.entity.ts';
import { User } from '../entities/user.entity.ts';
import { hashTokenPart } from '../refresh-token.ts';
import { countGuess, takeCode } from '../second-factor.ts';
import { challengeExpired, type ChallengeExpired } from './challenge-expired.ts';
import { codeSchema, wrongCode, type WrongCode } from './second-factor-input.ts';
import { startSession, type OpenSession } from './session-lifecycle.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';

const challengeLifetimeSeconds = 5 * 60;
const challengeSizeBytes = 32;

const inputSchema = z.object({ challenge: z.string(), code: codeSchema });

export type CompleteSignInInput = z.input<typeof inputSchema>;

export interface SecondFactorRequired {
  __typename: 'SecondFactorRequired';
  challenge: string;
  expiresAt: Date;
}

const expired = () => challengeExpired('That took too long. Sign in with your password again.');

/** A challenge where the user's password alone does not suffice, in the transaction of `em`; else null. */
export async function challengeOf(
  em: EntityManager,
  { now }: Pick<OperationContext, 'now'>,
  { id: userId }: User,
): Promise<SecondFactorRequired | null> {
  const isOn = (await em.count(TotpCredential, { userId, turnedOnAt: { $ne: null } })) > 0;
  if (!isOn) return null;
  const challenge = randomBytes(challengeSizeBytes).toString('base64url');
  const expiresAt = new Date(now().getTime() + challengeLifetimeSeconds * 1_000);
  em.persist(em.create(SignInChallenge, { tokenHash: hashTokenPart(challenge), userId, expiresAt }));
  return { __typename: 'SecondFactorRequired', challenge, expiresAt };
}

/**
 * Starts the session that `signIn` asked a code for. A wrong code leaves the challenge as it is; each counts against the
 * account, so that who has the password cannot try them all.
 */
export async function completeSignIn(
  context: OperationContext,
  rawInput: CompleteSignInInput,
): Promise<OpenSession | WrongCode | ChallengeExpired | TooManyAttempts | InvalidInput> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const where = {
    tokenHash: hashTokenPart(parsed.input.challenge),
    expiresAt: { $gt: context.now() },
  };
  const challenge = await context.em.findOne(SignInChallenge, where);
  if (!challenge) return expired();
  const closedUntil = await countGuess(context, challenge.userId);
  if (closedUntil) {
    const message = 'There were too many attempts with a wrong code. Wait a little, then try again.';
    return tooManyAttempts(closedUntil, context.now(), message);
  }
  return context.em.transactional(async (em) => {
    const lockMode = LockMode.PESSIMISTIC_READ;
    const user = await em.findOne(User, { id: challenge.userId }, { lockMode, refresh: true });
    // Gone by now when the password was changed, or another tab was first.
    const isOpen = (await em.count(SignInChallenge, where)) > 0;
    if (user?.status !== 'ACTIVE' || !isOpen) return expired();
    if (!(await takeCode(em, context, user, parsed.input.code))) return wrongCode();
    await em.nativeDelete(SignInChallenge, { tokenHash: where.tokenHash });
    return startSession(em, context, user);
  });
}

/** No sign-in that was begun with the old password goes on, in the transaction of `em`. */
export async function dropChallenges(em: EntityManager, userId: string): Promise<void> {
  await em.nativeDelete(SignInChallenge, { userId });
}

/** Removes challenges that nobody took up. */
export async function removeExpiredChallenges(em: EntityManager, now: Date): Promise<void> {
  await em.nativeDelete(SignInChallenge, { expiresAt: { $lte: now } });
}
