import { fromNewest } from '@payloom/ui-kit/list-start';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { everything, type AuditFilter } from './audit-filter.ts';

/** What each part is called in the address. */
export const auditParams = {
  action: 'action',
  actorId: 'actor',
  subject: 'subject',
  address: 'address',
  text: 'q',
  from: 'from',
  to: 'to',
} as const satisfies Record<keyof AuditFilter, string>;

const parts = ['action', 'actorId', 'subject', 'address', 'text', 'from', 'to'] as const;

const readFilter = (params: URLSearchParams): AuditFilter => {
  const read = (part: keyof AuditFilter): string => (params.get(auditParams[part]) ?? '').trim();
  return {
    action: read('action'),
    actorId: read('actorId'),
    subject: read('subject'),
    address: read('address'),
    text: read('text'),
    from: read('from'),
    to: read('to'),
  };
};

function write(params: URLSearchParams, filter: AuditFilter): URLSearchParams {
  const next = fromNewest(params);
  for (const part of parts) {
    const name = auditParams[part];
    const value = filter[part];
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export interface AuditFilterState {
  filter: AuditFilter;
  change: (part: Partial<AuditFilter>) => void;
  clear: () => void;
}

/** What the log is narrowed to, kept in the address so that it can be sent and gone back to. */
export function useAuditFilter(): AuditFilterState {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const options = { replace: true, preventScrollReset: true };
  return {
    filter,
    change: (part) => setParams((current) => write(current, { ...readFilter(current), ...part }), options),
    clear: () => setParams((current) => write(current, everything), options),
  };
}

/** The address of the log narrowed to that. */
export function auditPath(filter: AuditFilter): string {
  const params = write(new URLSearchParams(), filter).toString();
  return params ? `/admin/audit?${params}` : '/admin/audit';
}
