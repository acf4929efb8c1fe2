import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { recordPasswordChanged } from '../events/publishes.ts';
import { promiseMail } from '../mails/promise-mail.ts';
import { hashPassword } from '../password.ts';
import { countPasswordReset } from '../request-throttle.ts';
import { forgiveAccount } from '../sign-in-throttle.ts';
import { emailSchema, newPasswordSchema } from './account-input.ts';
import { dropChallenges } from './complete-sign-in.ts';
import { endSessionsOf } from './end-sessions.ts';
import { findToken, linkExpired, takeToken, type LinkExpired } from './one-time-tokens.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';
import { markEmailVerified } from './verify-email.ts';

const requestSchema = z.object({ email: emailSchema });
const resetSchema = z.object({ token: z.string(), newPassword: newPasswordSchema });
const purposes = ['RESET_PASSWORD', 'INVITATION'] as const;

export interface PasswordResetRequested {
  __typename: 'PasswordResetRequested';
  email: string;
}

export interface PasswordReset {
  __typename: 'PasswordReset';
  email: string;
}

/**
 * Promises a mail with a link to choose another password. Whether the email has an account is looked up when the mail is
 * composed, not here: the answer, the work and the time are the same either way.
 */
export async function requestPasswordReset(
  context: OperationContext,
  rawInput: z.input<typeof requestSchema>,
): Promise<PasswordResetRequested | TooManyAttempts | InvalidInput> {
  const parsed = parseInput(requestSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { email } = parsed.input;
  const { em, clientAddress, now } = context;
  const closedUntil = await countPasswordReset(em, { email, clientAddress }, now());
  if (closedUntil) {
    const message = 'Another password was asked for too often of late. Wait a little, then try again.';
    return tooManyAttempts(closedUntil, now(), message);
  }
  const mail = { kind: 'reset-password', data: { email } } as const;
  // Its language is that of the account, if there is one.
  await em.transactional(async (inner) => promiseMail(inner, { email, language: 'en' }, mail, now()));
  return { __typename: 'PasswordResetRequested', email };
}

/**
 * Gives the account of a link another password, and ends all its sessions: whoever is in without being its owner is out.
 * The link came by mail, so the email is proven too.
 */
export async function resetPassword(
  context: OperationContext,
  rawInput: z.input<typeof resetSchema>,
): Promise<PasswordReset | LinkExpired | InvalidInput> {
  const parsed = parseInput(resetSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { token, newPassword } = parsed.input;
  // Looked at before the hashing, which is dear, so that a made-up token costs little.
  if (!(await findToken(context.em, token, purposes, context.now()))) return linkExpired();
  const passwordHash = await hashPassword(newPassword);
  return context.em.transactional(async (em) => {
    const now = context.now();
    const taken = await takeToken(em, token, purposes, now);
    if (!taken) return linkExpired();
    const { user, purpose } = taken;
    await endSessionsOf(em, context, user.id, { reason: 'PASSWORD_RESET', actor: user.id });
    user.passwordHash = passwordHash;
    await dropChallenges(em, user.id);
    recordPasswordChanged(em, user, context);
    markEmailVerified(em, user, now, { actor: user.id, clientAddress: context.clientAddress });
    await forgiveAccount(em, user);
    if (purpose === 'RESET_PASSWORD') promiseMail(em, user, { kind: 'password-changed', data: {} }, now);
    return { __typename: 'PasswordReset', email: user.email };
  });
}
