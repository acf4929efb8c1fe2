import { LockMode } from '@mikro-orm/core';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { User } from '../entities/user.entity.ts';
import { verifyPassword } from '../password.ts';
import { countAttempt, forgiveAttempt } from '../sign-in-throttle.ts';
import { emailSchema, presentedPasswordSchema } from './account-input.ts';
import { challengeOf, type SecondFactorRequired } from './complete-sign-in.ts';
import { startSession, type OpenSession } from './session-lifecycle.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';

const inputSchema = z.object({ email: emailSchema, password: presentedPasswordSchema });

export type SignInInput = z.input<typeof inputSchema>;

export interface InvalidCredentials {
  __typename: 'InvalidCredentials';
  message: string;
}

const invalidCredentials = (): InvalidCredentials => ({
  __typename: 'InvalidCredentials',
  message: 'The email or the password is wrong.',
});

/**
 * Starts a session for email and password, or asks for a code where the account has an app that makes them. An unknown email, a wrong password and a suspended account get the same
 * answer after the same work, so that nobody can find out who has an account; each counts against email and address.
 */
export async function signIn(
  context: OperationContext,
  rawInput: SignInInput,
): Promise<OpenSession | SecondFactorRequired | InvalidCredentials | TooManyAttempts | InvalidInput> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { email, password } = parsed.input;
  const attempt = { email, clientAddress: context.clientAddress };
  const closedUntil = await countAttempt(context.em, attempt, context.now());
  if (closedUntil) return tooManyAttempts(closedUntil, context.now());
  const user = await context.em.findOne(User, { email });
  const passwordHash = user?.passwordHash;
  const matches = await verifyPassword(passwordHash, password);
  if (!user || !matches) return invalidCredentials();
  return context.em.transactional(async (em) => {
    // Locked, so that a suspension, or another password, either ends this session too or is seen here.
    const lockMode = LockMode.PESSIMISTIC_READ;
    const present = await em.findOne(User, { id: user.id }, { lockMode, refresh: true });
    if (present?.status !== 'ACTIVE' || present.passwordHash !== passwordHash) return invalidCredentials();
    await forgiveAttempt(em, attempt);
    return (await challengeOf(em, context, present)) ?? startSession(em, context, present);
  });
}
