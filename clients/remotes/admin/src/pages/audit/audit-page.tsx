import { PageHeader } from '@payloom/ui-kit/page-header';
import { useNavigate } from 'react-router';
import { everything, type AuditFilter } from '../../audit/audit-filter.ts';
import { auditPath, useAuditFilter } from '../../audit/use-audit-filter.ts';
import { ActorFilter } from '../../features/actor-filter/actor-filter.tsx';
import { AuditFilters } from '../../features/audit-filters/audit-filters.tsx';
import { AuditLog } from '../../features/audit-log/audit-log.tsx';
import { useSearchParam } from '../../search-params/use-search-param.ts';
import { useWords } from '../words.ts';

/** Who did what, when and from where; what it is narrowed to, and the entry that is open, stand in the address. */
export function AuditPage() {
  const t = useWords();
  const state = useAuditFilter();
  const { filter, change, clear } = state;
  const entry = useSearchParam('entry');
  const navigate = useNavigate();
  // A step in the history: back leads to the entry.
  const only = (part: Partial<AuditFilter>): void => void navigate(auditPath({ ...everything, ...part }));
  const actor = <ActorFilter actorId={filter.actorId} onActor={(actorId) => change({ actorId })} />;
  return (
    <>
      <PageHeader title={t('audit')} description={t('auditMeans')} />
      <AuditFilters {...state} actor={actor} />
      <AuditLog filter={filter} onClear={clear} onOnly={only} entryId={entry.value} onEntry={entry.set} />
    </>
  );
}
