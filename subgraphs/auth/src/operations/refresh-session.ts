import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import type { OperationContext } from '../context.ts';
import { Session, type SessionEndReason } from '../entities/session.entity.ts';
import { hashTokenPart, parseRefreshToken, type RefreshToken } from '../refresh-token.ts';
import { turn, type Turn } from '../rotation.ts';
import { endSession, openSession, type OpenSession } from './session-lifecycle.ts';

/** Whoever holds a token of the session may know why it is over: the page that shows it is the owner's. */
const endings = {
  ENDED_BY_OWNER: 'You were signed out here from another device.',
  ENDED_BY_ADMINISTRATOR: 'An administrator ended your session. Sign in again.',
  SUSPENDED: 'Your account is suspended. Ask an administrator of Payloom why.',
  PASSWORD_RESET: 'Your password was changed. Sign in with the new one.',
  EXPIRED: 'Your session has ended. Sign in again.',
} as const satisfies Partial<Record<SessionEndReason, string>>;

export interface SessionExpired {
  __typename: 'SessionExpired';
  message: string;
  reason: keyof typeof endings;
}

const isTold = (reason: SessionEndReason): reason is SessionExpired['reason'] =>
  Object.hasOwn(endings, reason);

function sessionExpired(ended?: SessionEndReason | null): SessionExpired {
  const reason = ended && isTold(ended) ? ended : 'EXPIRED';
  return { __typename: 'SessionExpired', message: endings[reason], reason };
}

/**
 * Exchanges a refresh token for a new access token and rotates it. One that was replaced long ago ends the session. The last
 * that was is refused first, as UNAUTHENTICATED, and changes nothing: a page may have given its request up and got the
 * successor since, for a browser sends a request again whose connection ended under it. Nobody hears that refusal then. Whoever
 * does asks `again`, and where it is still the same token somebody else has the successor, and the session ends.
 */
export async function refreshSession(
  context: OperationContext,
  presented: string | undefined,
  again = false,
): Promise<OpenSession | SessionExpired> {
  const token = parseRefreshToken(presented);
  if (!token) return sessionExpired();
  return context.em.transactional(async (em) => {
    const session = await lockSession(em, token);
    if (!session || session.endedAt) return sessionExpired(session?.endReason);
    if (session.expiresAt <= context.now()) {
      endSession(em, context, session, { reason: 'EXPIRED', actor: 'system' });
      return sessionExpired();
    }
    const user = await session.user.loadOrFail();
    if (user.status !== 'ACTIVE') return sessionExpired();
    const next = turn(session, token, context.now());
    if (next === 'REPLACED' && !again) throw unauthenticated('TOKEN_REPLACED');
    if (next === 'REPLACED' || next === 'STOLEN') {
      endSession(em, context, session, { reason: 'TOKEN_REUSED', actor: 'system' });
      return sessionExpired();
    }
    const used = { lastUsedAt: context.now(), clientAddress: context.clientAddress ?? null };
    em.assign(session, { ...rotationOf(next), ...used });
    return openSession(context, session, user, next.token);
  });
}

/** The session of the token's family, locked: of two tabs that refresh at once the second sees what the first did. */
export function lockSession(em: EntityManager, { family }: RefreshToken): Promise<Session | null> {
  const familyHash = hashTokenPart(family);
  return em.findOne(Session, { familyHash }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Only what is rotated: where nothing was, the turn hands the session itself through. */
function rotationOf({ rotation }: Turn) {
  const { tokenHash, previousTokenHash = null, sealedSuccessor = null, rotatedAt = null } = rotation;
  return { tokenHash, previousTokenHash, sealedSuccessor, rotatedAt };
}
