import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SessionProof } from '@payloom/event-contracts/auth-events';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { User } from '../entities/user.entity.ts';
import { sessionHolder, takeChallenge } from '../passkeys/challenges.ts';
import { answeredChallenge, assertionSchema, type Assertion } from '../passkeys/passkey-input.ts';
import { usePasskey } from '../passkeys/use-passkey.ts';
import { verifyPassword } from '../password.ts';
import { countGuess, takeCode } from '../second-factor.ts';
import { presentedPasswordSchema } from './account-input.ts';
import { challengeExpired, type ChallengeExpired } from './challenge-expired.ts';
import { passkeyRefused, type PasskeyRefused } from './passkey-problems.ts';
import { codeSchema, wrongCode, type WrongCode } from './second-factor-input.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';
import { wrongPassword, type WrongPassword } from './wrong-password.ts';

const proofs = ['password', 'code', 'passkey'] as const;

/** Exactly one proof; an empty password is the one that is missing. */
export const proofSchema = z
  .object({
    password: presentedPasswordSchema.nullish(),
    code: codeSchema.nullish(),
    passkey: assertionSchema.nullish(),
  })
  .superRefine((input, context) => {
    const given = proofs.filter((proof) => input[proof] != null);
    const [, second] = given;
    if (given.length === 0)
      context.addIssue({ code: 'custom', path: ['password'], message: 'Enter your password.' });
    if (second) context.addIssue({ code: 'custom', path: [second], message: 'Give one proof alone.' });
  });

export type Proof = z.infer<typeof proofSchema>;
export type ProofRefused = WrongPassword | WrongCode | PasskeyRefused | ChallengeExpired | TooManyAttempts;

/** Takes the proof in a transaction, in which it is used up where it holds once. */
type TakeProof = (em: EntityManager) => Promise<SessionProof | ProofRefused>;

/** Looks at a proof as far as that is slow, or stays true whatever comes of it; what it resolves with does the rest. */
export function lookAtProof(
  context: OperationContext,
  viewer: Viewer,
  user: User,
  { password, code, passkey }: Proof,
): Promise<TakeProof | ProofRefused> {
  if (passkey) return lookAtPasskey(context, viewer, passkey);
  if (code) return lookAtCode(context, user, code);
  return lookAtPassword(user, password ?? '');
}

async function lookAtPassword(user: User, password: string): Promise<TakeProof | WrongPassword> {
  const matches = await verifyPassword(user.passwordHash, password);
  return matches ? () => Promise.resolve('PASSWORD') : wrongPassword();
}

async function lookAtCode(
  context: OperationContext,
  user: User,
  code: string,
): Promise<TakeProof | TooManyAttempts> {
  const closedUntil = await countGuess(context, user.id);
  if (closedUntil) {
    const message = 'There were too many attempts with a wrong code. Wait a little, then try again.';
    return tooManyAttempts(closedUntil, context.now(), message);
  }
  return async (em) => (await takeCode(em, context, user, code)) ?? wrongCode();
}

async function lookAtPasskey(
  context: OperationContext,
  { userId, sessionId }: Viewer,
  assertion: Assertion,
): Promise<TakeProof | PasskeyRefused | ChallengeExpired> {
  const challenge = answeredChallenge(assertion);
  if (challenge === null) return passkeyRefused();
  if (!(await takeChallenge(context, 'PROOF', challenge, sessionHolder(sessionId))))
    return challengeExpired();
  return async (em) => {
    // The user before the passkey, as everybody locks them.
    await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_READ });
    return (await usePasskey(em, context, userId, { assertion, challenge })) ? 'PASSKEY' : passkeyRefused();
  };
}
