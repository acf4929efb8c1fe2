import { LockMode } from '@mikro-orm/core';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { OperationContext } from '../context.ts';
import { Session } from '../entities/session.entity.ts';
import { parseRefreshToken } from '../refresh-token.ts';
import { lockSession } from './refresh-session.ts';
import { endSession } from './session-lifecycle.ts';

/** By what the session that ends is known. */
export interface SignOutRequest {
  /** What the cookie holds; any token of the family will do, since who holds one of them may at least end it. */
  readonly refreshToken: string | undefined;
  /** Whose access token came along; null where none did. */
  readonly viewer: Pick<Viewer, 'userId' | 'sessionId'> | null;
}

export interface SignedOut {
  readonly __typename: 'SignedOut';
  /** Null when there was no session to end. */
  readonly sessionId: string | null;
  /** Whether the cookie is somebody else's. */
  readonly keepsCookie: boolean;
}

/**
 * Ends the sessions of the access token and of the cookie, which two tabs that sign in at once may have apart; again, or without a
 * session, it does nothing. A cookie of somebody else is left alone: a browser sends a request again whose connection ended under
 * it, with the cookie of then, and by then somebody else may have signed in.
 */
export async function signOut(
  context: OperationContext,
  { refreshToken, viewer }: SignOutRequest,
): Promise<SignedOut> {
  const token = parseRefreshToken(refreshToken);
  return context.em.transactional(async (em) => {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const own = viewer && (await em.findOne(Session, viewer.sessionId, { lockMode }));
    const ofCookie = token && (await lockSession(em, token));
    const keepsCookie = viewer !== null && ofCookie !== null && ofCookie.user.id !== viewer.userId;
    const found = new Set([own, keepsCookie ? null : ofCookie]);
    const open = [...found].flatMap((session) => (session && !session.endedAt ? [session] : []));
    for (const session of open)
      endSession(em, context, session, { reason: 'SIGNED_OUT', actor: session.user.id });
    return { __typename: 'SignedOut', sessionId: open[0]?.id ?? null, keepsCookie };
  });
}
