import { LockMode } from '@mikro-orm/core';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { User } from '../entities/user.entity.ts';
import { verifyPassword } from '../password.ts';
import { emailSchema, presentedPasswordSchema } from './account-input.ts';
import { startSession, type OpenSession } from './session-lifecycle.ts';

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
 * Starts a session for email and password. An unknown email, a wrong password and a suspended account get the same
 * answer after the same work, so that nobody can find out who has an account.
 */
export async function signIn(
  context: OperationContext,
  rawInput: SignInInput,
): Promise<OpenSession | InvalidCredentials | InvalidInput> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { email, password } = parsed.input;
  const user = await context.em.findOne(User, { email });
  const matches = await verifyPassword(user?.passwordHash, password);
  if (!user || !matches) return invalidCredentials();
  return context.em.transactional(async (em) => {
    // Locked, so that a suspension either ends this session too or is seen here.
    const lockMode = LockMode.PESSIMISTIC_READ;
    const present = await em.findOne(User, { id: user.id }, { lockMode, refresh: true });
    return present?.status === 'ACTIVE' ? startSession(em, context, present) : invalidCredentials();
  });
}
