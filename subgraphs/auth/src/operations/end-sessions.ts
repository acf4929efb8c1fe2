import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { validate as isUuid } from 'uuid';
import type { OperationContext } from '../context.ts';
import { Session } from '../entities/session.entity.ts';
import type { User } from '../entities/user.entity.ts';
import { openSessionsOf } from './list-sessions.ts';
import { endSession, type SessionEnding } from './session-lifecycle.ts';

export interface SessionsEnded {
  __typename: 'SessionsEnded';
  count: number;
  user: Pick<User, 'id'>;
}

export interface SessionNotFound {
  __typename: 'SessionNotFound';
  message: string;
}

const sessionNotFound = (): SessionNotFound => ({
  __typename: 'SessionNotFound',
  message: 'That session is not open any more.',
});

/** Ends one of the viewer's open sessions. One of somebody else is as little there as one that never was. */
export async function endOneSession(
  context: OperationContext,
  viewer: Viewer,
  sessionId: string,
): Promise<SessionsEnded | SessionNotFound> {
  if (!isUuid(sessionId)) return sessionNotFound();
  return context.em.transactional(async (em) => {
    const open = await lockOpenSessions(em, context, viewer);
    const session = open.find(({ id }) => id === sessionId.toLowerCase());
    if (!session) return sessionNotFound();
    endSession(em, context, session, byOwner(viewer));
    return { __typename: 'SessionsEnded', count: 1, user: { id: viewer.userId } };
  });
}

/** Ends the viewer's sessions, all of them or all but the one that asks. */
export async function endOwnSessions(
  context: OperationContext,
  viewer: Viewer,
  which: 'ALL' | 'OTHERS',
): Promise<SessionsEnded> {
  return context.em.transactional(async (em) => {
    const open = await lockOpenSessions(em, context, viewer);
    const ending = open.filter(({ id }) => which === 'ALL' || id !== viewer.sessionId);
    for (const session of ending) endSession(em, context, session, byOwner(viewer));
    return { __typename: 'SessionsEnded', count: ending.length, user: { id: viewer.userId } };
  });
}

/** Ends the viewer's sessions but for the one that asks, in the transaction of `em`. Resolves with how many there were. */
export async function endOtherSessionsOf(
  em: EntityManager,
  context: OperationContext,
  viewer: Viewer,
  reason: SessionEnding['reason'],
): Promise<number> {
  const open = await lockOpenSessions(em, context, viewer);
  const others = open.filter(({ id }) => id !== viewer.sessionId);
  for (const session of others) endSession(em, context, session, { reason, actor: viewer.userId });
  return others.length;
}

/** Ends every open session of a user, in the transaction of `em`. Resolves with how many there were. */
export async function endSessionsOf(
  em: EntityManager,
  context: Pick<OperationContext, 'now' | 'clientAddress'>,
  userId: string,
  ending: SessionEnding,
): Promise<number> {
  const open = await lockSessionsOf(em, userId, context.now());
  for (const session of open) endSession(em, context, session, ending);
  return open.length;
}

const byOwner = ({ userId }: Viewer): SessionEnding => ({ reason: 'ENDED_BY_OWNER', actor: userId });

/** The viewer's open sessions. Throws UNAUTHENTICATED when the one that asks is none of them: its token outlived it. */
async function lockOpenSessions(em: EntityManager, { now }: OperationContext, viewer: Viewer) {
  const open = await lockSessionsOf(em, viewer.userId, now());
  if (!open.some(({ id }) => id === viewer.sessionId)) throw unauthenticated('TOKEN_INVALID');
  return open;
}

/** In one order for everybody, so that two who end the same sessions wait for each other instead of locking up. */
function lockSessionsOf(em: EntityManager, userId: string, now: Date): Promise<Session[]> {
  return em.find(Session, openSessionsOf(userId, now), {
    orderBy: { id: 'asc' },
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
}
