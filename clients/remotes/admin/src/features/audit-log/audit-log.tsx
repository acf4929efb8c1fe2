import { NetworkStatus } from '@apollo/client';
import { useNextPage } from '@payloom/apollo-client/next-page';
import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { useListStart } from '@payloom/ui-kit/list-start';
import { ScrollText, SearchX } from 'lucide-react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, LiveStopped, SomeMissing } from '../../access/list-state.tsx';
import { askedFilter, isNarrowed, type AuditFilter } from '../../audit/audit-filter.ts';
import { useAuditLogQuery } from './__generated__/audit-log.ts';
import { auditColumns } from './audit-columns.tsx';
import { AuditEntryDialog } from './audit-entry-dialog.tsx';
import { mergeEntries } from './merge-entries.ts';
import { useLiveEntries } from './use-live-entries.ts';
import { useWords } from './words.ts';

const PAGE_ROWS = 25;

function NoEntries({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useWords();
  if (!filtered) {
    return <EmptyState icon={ScrollText} title={t('empty')} description={t('emptyMeans')} />;
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t('noMatch')}
      description={t('noMatchMeans')}
      action={
        <Button variant="outline" onClick={onClear}>
          {t('everything')}
        </Button>
      }
    />
  );
}

function useEntries(filter: AuditFilter) {
  const start = useListStart();
  const query = useAuditLogQuery({
    variables: { filter: askedFilter(filter), first: PAGE_ROWS, ...start.variables },
    fetchPolicy: 'cache-and-network',
    // One part of Payloom may be down: what happened is still shown.
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const forbidden = isForbidden(query.error);
  const live = useLiveEntries({ skip: forbidden, reload: () => void query.refetch() });
  const connection = (query.data ?? (query.loading ? query.previousData : undefined))?.auditEntries;
  const loaded = connection?.edges.map(({ node }) => node) ?? [];
  // What is new does not belong into a part that begins further back.
  const added = start.after ? [] : live.entries;
  const rows = connection ? mergeEntries(added, loaded, filter) : [];
  const { fetchMore } = query;
  const next = useNextPage({ pageInfo: connection?.pageInfo, shownCount: rows.length, fetchMore, start });
  return { ...query, forbidden, connection, rows, live, next, start };
}

export interface AuditLogProps {
  filter: AuditFilter;
  onClear: () => void;
  /** Narrows the log to this alone. */
  onOnly: (part: Partial<AuditFilter>) => void;
  /** The entry that is looked at; empty while none is. */
  entryId: string;
  onEntry: (entryId: string) => void;
}

/** What happened, newest first; it grows by itself. */
export function AuditLog({ filter, onClear, onOnly, entryId, onEntry }: AuditLogProps) {
  const t = useWords();
  const { connection, rows, live, next, start, forbidden, ...query } = useEntries(filter);
  if (forbidden) return <Forbidden />;
  const { error, loading, networkStatus } = query;
  const retrying = networkStatus === NetworkStatus.refetch;
  const retry = (): void => void query.refetch();
  return (
    <>
      {error && connection && <SomeMissing onRetry={retry} retrying={retrying} />}
      {live.stopped && <LiveStopped onResume={live.resume} />}
      <DataList
        live
        start={start}
        label={t('title')}
        columns={auditColumns}
        rows={rows}
        rowKey={({ id }) => id}
        onRowSelect={({ id }) => onEntry(id)}
        loading={loading}
        skeletonCount={10}
        className={cn(
          !query.data && loading && rows.length > 0 && 'opacity-60 transition-opacity duration-150',
        )}
        error={
          error &&
          !connection && <ListFailure title={t('failed')} error={error} onRetry={retry} retrying={retrying} />
        }
        empty={<NoEntries filtered={isNarrowed(filter)} onClear={onClear} />}
        {...(connection && { loadMore: next })}
      />
      <AuditEntryDialog entryId={entryId} onClose={() => onEntry('')} onOnly={onOnly} />
    </>
  );
}
