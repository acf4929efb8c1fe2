import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OperationContext } from '../context.ts';
import { Session } from '../entities/session.entity.ts';
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

const sessionExpired = (): SessionExpired => ({
  __typename: 'SessionExpired',
  message: 'Your session has ended. Sign in again.',
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
    if (!session || session.endedAt) return sessionExpired();
    if (session.expiresAt <= context.now()) {
      endSession(em, context, session, 'EXPIRED');
      return sessionExpired();
    }
    const user = await session.user.loadOrFail();
    if (user.status !== 'ACTIVE') return sessionExpired();
    const next = nextToken(session, token, context.now());
    if (!next) {
      endSession(em, context, session, 'TOKEN_REUSED');
      return sessionExpired();
    }
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
