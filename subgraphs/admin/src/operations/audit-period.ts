import type { FilterQuery } from '@mikro-orm/postgresql';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import type { AuditEntry } from '../entities/audit-entry.entity.ts';

/** An id is made in the moment it tells of, or so soon after that no clock of ours is this far off. */
const idBehindMaxMs = 60_000;
const uuidTimeMaxMs = 2 ** 48 - 1;
const uuidTimeHexDigits = 12;

export interface AuditPeriod {
  /** Included. */
  from?: Date | null | undefined;
  /** Not included any more. */
  to?: Date | null | undefined;
}

/** The smallest UUIDv7 of a moment. */
function firstIdAt(timeMs: number): string {
  const hex = Math.min(Math.max(timeMs, 0), uuidTimeMaxMs).toString(16).padStart(uuidTimeHexDigits, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/**
 * The entries of a period. It is asked for by `at`, and by id besides: ids sort by time, so the log is read from where
 * the period ends, however much has happened since. Throws BAD_USER_INPUT when it ends before it begins.
 */
export function withinPeriod({ from, to }: AuditPeriod): FilterQuery<AuditEntry> {
  if (from && to && from >= to) throw badUserInput('filter.to: expected a moment after filter.from.');
  return {
    $and: [
      from ? { at: { $gte: from }, id: { $gte: firstIdAt(from.getTime() - idBehindMaxMs) } } : {},
      to ? { at: { $lt: to }, id: { $lt: firstIdAt(to.getTime() + idBehindMaxMs) } } : {},
    ],
  };
}
