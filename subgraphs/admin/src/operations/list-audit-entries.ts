import type { FilterQuery } from '@mikro-orm/postgresql';
import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { AuditEntry } from '../entities/audit-entry.entity.ts';
import { escapeLike, filterText } from './filter-text.ts';

export interface AuditEntryFilter {
  /** An event type or the beginning of one. */
  action?: string | null | undefined;
  actorId?: string | null | undefined;
  subject?: string | null | undefined;
}

/** What no user did: a user's id is always a UUID. */
const none = { id: { $in: [] } };

const byActor = (actorId: string) => (isUuid(actorId) ? { actorId } : none);

function whereOf(filter: AuditEntryFilter | null | undefined): FilterQuery<AuditEntry> {
  const action = filterText('filter.action', filter?.action);
  const actorId = filterText('filter.actorId', filter?.actorId);
  const subject = filterText('filter.subject', filter?.subject);
  return {
    $and: [
      action === undefined ? {} : { action: { $like: `${escapeLike(action)}%` } },
      actorId === undefined ? {} : byActor(actorId),
      subject === undefined ? {} : { subject },
    ],
  };
}

/** The entries that match, newest first. */
export function listAuditEntries(
  { em }: Pick<Context, 'em'>,
  { filter, ...page }: PageArguments & { filter?: AuditEntryFilter | null | undefined },
): Promise<Connection<AuditEntry>> {
  return paginate(em, AuditEntry, whereOf(filter), page);
}

/** What a user did and what was done to them, newest first. */
export function listAuditTrail(
  { em }: Pick<Context, 'em'>,
  userId: string,
  page: PageArguments,
): Promise<Connection<AuditEntry>> {
  return paginate(em, AuditEntry, { $or: [byActor(userId), { subject: userId }] }, page);
}
