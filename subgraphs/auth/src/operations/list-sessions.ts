import type { FilterQuery } from '@mikro-orm/core';
import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import type { OperationContext } from '../context.ts';
import { Session } from '../entities/session.entity.ts';

/** Which sessions of a user go on. */
export const openSessionsOf = (userId: string, now: Date) =>
  ({ user: userId, endedAt: null, expiresAt: { $gt: now } }) satisfies FilterQuery<Session>;

/** Where a user is signed in, the latest sign-in first. */
export function listSessions(
  { em, now }: Pick<OperationContext, 'em' | 'now'>,
  userId: string,
  page: PageArguments,
): Promise<Connection<Session>> {
  return paginate(em, Session, openSessionsOf(userId, now()), page);
}
