import { LockMode } from '@mikro-orm/core';
import type { OperationContext } from '../context.ts';
import { Session } from '../entities/session.entity.ts';
import { hashTokenPart, parseRefreshToken } from '../refresh-token.ts';
import { lockSession } from './refresh-session.ts';
import { endSession } from './session-lifecycle.ts';

/** By what the session that ends is known. */
export interface SignOutRequest {
  /** What the cookie holds; any token of the family will do, since who holds one of them may at least end it. */
  readonly refreshToken: string | undefined;
  /** The session of the access token, where one came along. */
  readonly sessionId: string | undefined;
}

export interface SignedOut {
  readonly __typename: 'SignedOut';
  /** Null when there was no session to end. */
  readonly sessionId: string | null;
  /** Whether the cookie is another session's than the one that was to end. */
  readonly keepsCookie: boolean;
}

/**
 * Ends the session of whoever asks; again, or without a session, it does nothing. It is the one of the access token, and that of the
 * cookie only without one: a browser sends a request again whose connection ended under it, with the cookie of then, and by then
 * somebody else may have signed in.
 */
export async function signOut(
  context: OperationContext,
  { refreshToken, sessionId }: SignOutRequest,
): Promise<SignedOut> {
  const token = parseRefreshToken(refreshToken);
  return context.em.transactional(async (em) => {
    const byCookie = () => (token ? lockSession(em, token) : null);
    const byAccessToken = (id: string) => em.findOne(Session, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const session = await (sessionId === undefined ? byCookie() : byAccessToken(sessionId));
    const keepsCookie =
      sessionId !== undefined && token !== null && session?.familyHash !== hashTokenPart(token.family);
    if (!session || session.endedAt) return { __typename: 'SignedOut', sessionId: null, keepsCookie };
    endSession(em, context, session, { reason: 'SIGNED_OUT', actor: session.user.id });
    return { __typename: 'SignedOut', sessionId: session.id, keepsCookie };
  });
}
