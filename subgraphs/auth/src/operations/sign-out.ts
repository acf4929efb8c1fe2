import type { OperationContext } from '../context.ts';
import { parseRefreshToken } from '../refresh-token.ts';
import { lockSession } from './refresh-session.ts';
import { endSession } from './session-lifecycle.ts';

export interface SignedOut {
  __typename: 'SignedOut';
  /** Null when there was no session to end. */
  sessionId: string | null;
}

/**
 * Ends the session of a refresh token; any token of the family will do, since who holds one of them may at least end
 * it. Again, or without a session, it does nothing.
 */
export async function signOut(context: OperationContext, presented: string | undefined): Promise<SignedOut> {
  const token = parseRefreshToken(presented);
  if (!token) return { __typename: 'SignedOut', sessionId: null };
  return context.em.transactional(async (em) => {
    const session = await lockSession(em, token);
    if (!session || session.endedAt) return { __typename: 'SignedOut', sessionId: null };
    endSession(em, context, session, { reason: 'SIGNED_OUT', actor: session.user.id });
    return { __typename: 'SignedOut', sessionId: session.id };
  });
}
