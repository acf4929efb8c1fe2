import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { Passkey } from '../entities/passkey.entity.ts';
import { User } from '../entities/user.entity.ts';
import { takeChallenge } from '../passkeys/challenges.ts';
import { answeredChallenge, assertionSchema, type Assertion } from '../passkeys/passkey-input.ts';
import { usePasskey } from '../passkeys/use-passkey.ts';
import { countPasskeyAttempt, forgivePasskeyAttempt } from '../sign-in-throttle.ts';
import { challengeExpired, type ChallengeExpired } from './challenge-expired.ts';
import { passkeyRefused, type PasskeyRefused } from './passkey-problems.ts';
import { startSession, type OpenSession } from './session-lifecycle.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';

export type PasskeyAssertionInput = z.input<typeof assertionSchema>;

const tooMany = 'There were too many attempts to sign in. Wait a little, then try again.';

/**
 * Starts a session for a passkey that answered the challenge of `beginPasskeySignIn`. It is had and was unlocked, which
 * is two factors: no code is asked for. Whatever is wrong with it, a suspended account included, is answered alike, and
 * counts against the passkey, whether or not there is one, and the address.
 */
export async function signInWithPasskey(
  context: OperationContext,
  rawInput: PasskeyAssertionInput,
): Promise<OpenSession | PasskeyRefused | ChallengeExpired | TooManyAttempts | InvalidInput> {
  const parsed = parseInput(assertionSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const assertion = parsed.input;
  const attempt = { credentialId: assertion.credentialId, clientAddress: context.clientAddress };
  const closedUntil = await countPasskeyAttempt(context.em, attempt, context.now());
  if (closedUntil) return tooManyAttempts(closedUntil, context.now(), tooMany);
  const challenge = answeredChallenge(assertion);
  if (challenge === null) return passkeyRefused();
  if (!(await takeChallenge(context, 'SIGN_IN', challenge))) return challengeExpired();
  return context.em.transactional(async (em) => {
    const user = await lockOwner(em, assertion);
    if (user?.status !== 'ACTIVE' || !(await usePasskey(em, context, user.id, { assertion, challenge })))
      return passkeyRefused();
    await forgivePasskeyAttempt(em, attempt);
    return startSession(em, context, user);
  });
}

/** Whose passkey it is, if it says so itself; locked, so that a suspension either ends the session too or is seen here. */
async function lockOwner(em: EntityManager, { credentialId, userHandle }: Assertion): Promise<User | null> {
  const found = userHandle ? await em.findOne(Passkey, { credentialId }) : null;
  if (!found) return null;
  return em.findOne(User, found.user.id, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
}
