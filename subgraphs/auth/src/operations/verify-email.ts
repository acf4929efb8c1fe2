import type { EntityManager } from '@mikro-orm/postgresql';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { OperationContext } from '../context.ts';
import { User } from '../entities/user.entity.ts';
import { recordEmailVerified } from '../events/publishes.ts';
import { promiseMail } from '../mails/promise-mail.ts';
import { countMailTo } from '../request-throttle.ts';
import { linkExpired, takeToken, type LinkExpired } from './one-time-tokens.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';

export interface EmailVerified {
  __typename: 'EmailVerified';
  email: string;
}

export interface EmailVerificationSent {
  __typename: 'EmailVerificationSent';
  email: string;
}

const emailVerified = ({ email }: Pick<User, 'email'>): EmailVerified => ({
  __typename: 'EmailVerified',
  email,
});

/** Whoever shows the token of a link has read the mail it was in: the email is theirs. */
export function verifyEmail(context: OperationContext, token: string): Promise<EmailVerified | LinkExpired> {
  return context.em.transactional(async (em) => {
    const taken = await takeToken(em, token, ['VERIFY_EMAIL'], context.now());
    if (!taken) return linkExpired();
    const { user } = taken;
    markEmailVerified(em, user, context.now(), { actor: user.id, clientAddress: context.clientAddress });
    return emailVerified(user);
  });
}

/** The email is proven from now on, in the transaction of `em`. One that is proven already is left alone. */
export function markEmailVerified(
  em: EntityManager,
  user: User,
  now: Date,
  origin: { actor: string; clientAddress: string | undefined },
): void {
  if (user.emailVerifiedAt) return;
  user.emailVerifiedAt = now;
  recordEmailVerified(em, user, origin);
}

/** Sends the viewer the link once more, with the patience that an inbox needs. */
export async function sendEmailVerification(
  context: OperationContext,
  viewer: Viewer,
): Promise<EmailVerificationSent | EmailVerified | TooManyAttempts> {
  const user = await context.em.findOne(User, viewer.userId);
  if (!user) throw unauthenticated('TOKEN_INVALID');
  if (user.emailVerifiedAt) return emailVerified(user);
  const closedUntil = await countMailTo(context.em, user.email, context.now());
  if (closedUntil) {
    const message = 'That mail was sent several times already. Look among unwanted mail, or wait a little.';
    return tooManyAttempts(closedUntil, context.now(), message);
  }
  await context.em.transactional(async (em) =>
    promiseMail(em, user, { kind: 'verify-email', data: { userId: user.id } }, context.now()),
  );
  return { __typename: 'EmailVerificationSent', email: user.email };
}
