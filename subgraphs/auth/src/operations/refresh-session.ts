import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OperationContext } from '../context.ts';
import { Session, type SessionEndReason } from '../entities/session.entity.ts';
import {
  createSuccessor,
  hashTokenPart,
  openSuccessor,
  parseRefreshToken,
  sealSuccessor,
  type RefreshToken,
} from '../refresh-token.ts';
import { endSession, openSession, type OpenSession } from './session-lifecycle.ts';

/**
 * For so long after a rotation its predecessor is answered with the same successor, and the successor with itself:
 * tabs that refresh at once, in whatever order they are answered, end with one token. Rotating again within it would
 * make the slowest tab's token two rotations old, which only a thief's should be.
 */
export const rotationGraceSeconds = 10;

export interface SessionExpired {
  __typename: 'SessionExpired';
  message: string;
}

/** Whoever holds a token of the session may know why it is over: the page that shows it is the owner's. */
const endings: Readonly<Partial<Record<SessionEndReason, string>>> = {
  ENDED_BY_OWNER: 'You were signed out here from another device.',
  ENDED_BY_ADMINISTRATOR: 'An administrator ended your session. Sign in again.',
  SUSPENDED: 'Your account is suspended. Ask an administrator of Payloom why.',
  PASSWORD_RESET: 'Your password was changed. Sign in with the new one.',
};

const sessionExpired = (reason?: SessionEndReason | null): SessionExpired => ({
  __typename: 'SessionExpired',
  message: endings[reason ?? 'EXPIRED'] ?? 'Your session has ended. Sign in again.',
});

/** Exchanges a refresh token for a new access token and rotates it. A token used again after that ends the session. */
export async function refreshSession(
  context: OperationContext,
  presented: string | undefined,
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
    const next = nextToken(session, token, context.now());
    if (!next) {
      endSession(em, context, session, { reason: 'TOKEN_REUSED', actor: 'system' });
      return sessionExpired();
    }
    session.clientAddress = context.clientAddress ?? null;
    return openSession(context, session, user, next);
  });
}

/** The session of the token's family, locked: of two tabs that refresh at once the second sees what the first did. */
export function lockSession(em: EntityManager, { family }: RefreshToken): Promise<Session | null> {
  const familyHash = hashTokenPart(family);
  return em.findOne(Session, { familyHash }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** The token to go on with, or null when the presented one was replaced longer ago than the grace lasts. */
function nextToken(session: Session, presented: RefreshToken, now: Date): RefreshToken | null {
  const secretHash = hashTokenPart(presented.secret);
  const { rotatedAt, sealedSuccessor } = session;
  const inGrace = rotatedAt != null && now.getTime() - rotatedAt.getTime() < rotationGraceSeconds * 1_000;
  if (secretHash === session.tokenHash) {
    session.lastUsedAt = now;
    return inGrace ? presented : rotate(session, presented, now);
  }
  if (secretHash === session.previousTokenHash && inGrace && sealedSuccessor != null) {
    return openSuccessor(presented, sealedSuccessor);
  }
  return null;
}

function rotate(session: Session, presented: RefreshToken, now: Date): RefreshToken {
  const successor = createSuccessor(presented);
  session.previousTokenHash = session.tokenHash;
  session.tokenHash = hashTokenPart(successor.secret);
  session.sealedSuccessor = sealSuccessor(presented, successor);
  session.rotatedAt = now;
  return successor;
}
