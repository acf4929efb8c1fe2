import { LockMode } from '@mikro-orm/core';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { User } from '../entities/user.entity.ts';
import { recordPasswordChanged } from '../events/publishes.ts';
import { promiseMail } from '../mails/promise-mail.ts';
import { hashPassword, verifyPassword } from '../password.ts';
import { countAttempt, forgiveAttempt } from '../sign-in-throttle.ts';
import { newPasswordSchema, presentedPasswordSchema } from './account-input.ts';
import { dropChallenges } from './complete-sign-in.ts';
import { endOtherSessionsOf } from './end-sessions.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';
import { wrongPassword, type WrongPassword } from './wrong-password.ts';

const inputSchema = z
  .object({ currentPassword: presentedPasswordSchema, newPassword: newPasswordSchema })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ['newPassword'],
    message: 'Choose another password than the one you have.',
  });

export type ChangePasswordInput = z.input<typeof inputSchema>;

export interface PasswordChanged {
  __typename: 'PasswordChanged';
  endedSessionCount: number;
}

/**
 * Gives the viewer another password and ends their other sessions: whoever knew the old one is out. The present password
 * is asked for, with the same patience as at sign-in, since a page may be left open.
 */
export async function changePassword(
  context: OperationContext,
  viewer: Viewer,
  rawInput: ChangePasswordInput,
): Promise<PasswordChanged | WrongPassword | TooManyAttempts | InvalidInput> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { currentPassword, newPassword } = parsed.input;
  const user = await context.em.findOne(User, viewer.userId);
  if (!user) throw unauthenticated('TOKEN_INVALID');
  const attempt = { email: user.email, clientAddress: context.clientAddress };
  const closedUntil = await countAttempt(context.em, attempt, context.now());
  if (closedUntil) return tooManyAttempts(closedUntil, context.now());
  const { passwordHash } = user;
  if (!(await verifyPassword(passwordHash, currentPassword))) return wrongPassword();
  const newHash = await hashPassword(newPassword);
  return context.em.transactional(async (em) => {
    await em.refresh(user, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Somebody else was faster, and the present password is another one by now.
    if (user.passwordHash !== passwordHash) return wrongPassword();
    const endedSessionCount = await endOtherSessionsOf(em, context, viewer, 'PASSWORD_RESET');
    user.passwordHash = newHash;
    await dropChallenges(em, user.id);
    recordPasswordChanged(em, user, context);
    promiseMail(em, user, { kind: 'password-changed', data: {} }, context.now());
    await forgiveAttempt(em, attempt);
    return { __typename: 'PasswordChanged', endedSessionCount };
  });
}
