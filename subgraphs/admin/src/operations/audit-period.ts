import type { FilterQuery } from '@mikro-orm/postgresql';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import { idsWithin } from '@payloom/subgraph-kit/id-period';
import type { AuditEntry } from '../entities/audit-entry.entity.ts';

export interface AuditPeriod {
  /** Included. */
  from?: Date | null | undefined;
  /** Not included any more. */
  to?: Date | null | undefined;
}

/** The entries of a period. Throws BAD_USER_INPUT when it ends before it begins. */
export function withinPeriod({ from, to }: AuditPeriod): FilterQuery<AuditEntry> {
  if (from && to && from >= to) throw badUserInput('filter.to: expected a moment after filter.from.');
  if (!from && !to) return {};
  return {
    at: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) },
    id: idsWithin(from, to),
  };
}
