import { startOfDay } from '@payloom/i18n/start-of-day';

/** What the audit log is narrowed to; empty is everything. */
export interface AuditFilter {
  /** An event type or the beginning of one. */
  action: string;
  actorId: string;
  /** The id of what it was done to. */
  subject: string;
  /** A network address or the beginning of one. */
  address: string;
  /** Part of what an entry tells. */
  text: string;
  /** The first day, such as 2026-11-01. */
  from: string;
  /** The last day. */
  to: string;
}

export const everything: AuditFilter = {
  action: '',
  actorId: '',
  subject: '',
  address: '',
  text: '',
  from: '',
  to: '',
};

/** The graph finds no less. */
export const TEXT_CHARACTERS_MIN = 3;

export const isNarrowed = (filter: AuditFilter): boolean => Object.values(filter).some(Boolean);

function periodOf({ from, to }: AuditFilter): { from: Date | undefined; to: Date | undefined } {
  return { from: startOfDay(from), to: startOfDay(to, 1) };
}

const textOf = ({ text }: AuditFilter): string => (text.length < TEXT_CHARACTERS_MIN ? '' : text);

/** What the graph is asked for; both days are included. */
export function askedFilter(filter: AuditFilter) {
  const { from, to } = periodOf(filter);
  return {
    action: filter.action || null,
    actorId: filter.actorId || null,
    subject: filter.subject || null,
    clientAddress: filter.address || null,
    text: textOf(filter) || null,
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
  };
}

export interface Matchable {
  at: string;
  action: string;
  actor: { id: string } | null;
  subject: string;
  clientAddress: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** A whole IPv4 address is not the beginning of a longer one. */
function matchesAddress(clientAddress: string | null, address: string): boolean {
  if (/^\d+(\.\d+){3}$/.test(address)) return clientAddress === address;
  return (clientAddress ?? '').startsWith(address);
}

function matchesText({ subject, before, after }: Matchable, text: string): boolean {
  const told = [subject, JSON.stringify(before), JSON.stringify(after)].join(' ');
  return told.toLowerCase().includes(text.toLowerCase());
}

/** Whether an entry that arrives live belongs into the list that is shown. */
export function matchesFilter(entry: Matchable, filter: AuditFilter): boolean {
  const { from, to } = periodOf(filter);
  const at = new Date(entry.at);
  if (!entry.action.startsWith(filter.action)) return false;
  if (filter.actorId && entry.actor?.id !== filter.actorId) return false;
  if (filter.subject && entry.subject !== filter.subject) return false;
  if (!matchesAddress(entry.clientAddress, filter.address)) return false;
  if ((from && at < from) || (to && at >= to)) return false;
  return matchesText(entry, textOf(filter));
}
