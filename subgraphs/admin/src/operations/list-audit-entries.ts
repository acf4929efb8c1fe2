import { isIP } from 'node:net';
import { raw, type FilterQuery } from '@mikro-orm/postgresql';
import { isEventType } from '@payloom/event-contracts/catalogue';
import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { AuditEntry } from '../entities/audit-entry.entity.ts';
import { withinPeriod, type AuditPeriod } from './audit-period.ts';
import { escapeLike, filterText } from './filter-text.ts';

/** The index finds three characters and more; less would read the whole log. */
const textLengthMin = 3;

export interface AuditEntryFilter extends AuditPeriod {
  /** An event type or the beginning of one. */
  action?: string | null | undefined;
  actorId?: string | null | undefined;
  subject?: string | null | undefined;
  /** A network address or the beginning of one. */
  clientAddress?: string | null | undefined;
  text?: string | null | undefined;
}

type Where = FilterQuery<AuditEntry>;

/** What no user did: a user's id is always a UUID. */
const none: Where = { id: { $in: [] } };

const byActor = (actorId: string): Where => (isUuid(actorId) ? { actorId } : none);
/** A whole one is asked for as it is, and is not the beginning of a longer one: 192.0.2.1 of 192.0.2.17. */
const byAddress = (address: string): Where => ({
  clientAddress: isIP(address) ? address : beginning(address),
});
const beginning = (text: string) => ({ $like: `${escapeLike(text)}%` });

/** A whole event type is asked for as it is: its entries then stand in the index in their order. */
const byAction = (action: string): Where => ({ action: isEventType(action) ? action : beginning(action) });

function byText(text: string): Where {
  if (text.length < textLengthMin) {
    throw badUserInput(`filter.text: expected at least ${textLengthMin} characters.`);
  }
  return {
    [raw((alias) => `audit_entry_text(${alias}.subject, ${alias}.before, ${alias}.after)`)]: {
      $ilike: `%${escapeLike(text)}%`,
    },
  };
}

/** The condition of a filter's field, where it is given. */
function field(
  name: keyof AuditEntryFilter,
  value: string | null | undefined,
  where: (text: string) => Where,
) {
  const text = filterText(`filter.${name}`, value);
  return text === undefined ? [] : [where(text)];
}

function whereOf(filter: AuditEntryFilter): Where {
  return {
    $and: [
      ...field('action', filter.action, byAction),
      ...field('actorId', filter.actorId, byActor),
      ...field('subject', filter.subject, (subject) => ({ subject })),
      ...field('clientAddress', filter.clientAddress, byAddress),
      ...field('text', filter.text, byText),
      withinPeriod(filter),
    ],
  };
}

/** The entries that match, newest first. */
export function listAuditEntries(
  { em }: Pick<Context, 'em'>,
  { filter, ...page }: PageArguments & { filter?: AuditEntryFilter | null | undefined },
): Promise<Connection<AuditEntry>> {
  return paginate(em, AuditEntry, whereOf(filter ?? {}), page);
}

/** What a user did and what was done to them, newest first. */
export function listAuditTrail(
  { em }: Pick<Context, 'em'>,
  userId: string,
  page: PageArguments,
): Promise<Connection<AuditEntry>> {
  return paginate(em, AuditEntry, { $or: [byActor(userId), { subject: userId }] }, page);
}
