import { NetworkStatus } from '@apollo/client';
import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ScrollText, SearchX } from 'lucide-react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, LiveStopped, SomeMissing } from '../../access/list-state.tsx';
import { askedFilter, isNarrowed, type AuditFilter } from '../../audit/audit-filter.ts';
import { useAuditLogQuery } from './__generated__/audit-log.ts';
import { auditColumns } from './audit-columns.tsx';
import { AuditEntryDialog } from './audit-entry-dialog.tsx';
import { mergeEntries } from './merge-entries.ts';
import { useLiveEntries } from './use-live-entries.ts';

const PAGE_ROWS = 25;

function NoEntries({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered) {
    return (
      <EmptyState
        icon={ScrollText}
        title="Nothing has happened yet"
        description="It will show up here by itself."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No entry matches"
      description="New ones that do will show up here by themselves."
      action={
        <Button variant="outline" onClick={onClear}>
          Show everything
        </Button>
      }
    />
  );
}

function useEntries(filter: AuditFilter) {
  const query = useAuditLogQuery({
    variables: { filter: askedFilter(filter), first: PAGE_ROWS },
    fetchPolicy: 'cache-and-network',
    // One part of Payloom may be down: what happened is still shown.
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const forbidden = isForbidden(query.error);
  const live = useLiveEntries({ skip: forbidden, reload: () => void query.refetch() });
  const connection = (query.data ?? (query.loading ? query.previousData : undefined))?.auditEntries;
  const loaded = connection?.edges.map(({ node }) => node) ?? [];
  const rows = connection ? mergeEntries(live.entries, loaded, filter) : [];
  return { ...query, forbidden, connection, rows, live };
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
  const { connection, rows, live, forbidden, ...query } = useEntries(filter);
  if (forbidden) return <Forbidden />;
  const { error, loading, networkStatus } = query;
  const retrying = networkStatus === NetworkStatus.refetch;
  const retry = (): void => void query.refetch();
  const loadMore = (): void =>
    void query.fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } });
  return (
    <>
      {error && connection && <SomeMissing onRetry={retry} retrying={retrying} />}
      {live.stopped && <LiveStopped onResume={live.resume} />}
      <DataList
        live
        label="Audit log"
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
          !connection && (
            <ListFailure what="The audit log" error={error} onRetry={retry} retrying={retrying} />
          )
        }
        empty={<NoEntries filtered={isNarrowed(filter)} onClear={onClear} />}
        {...(connection && {
          loadMore: {
            hasMore: connection.pageInfo.hasNextPage,
            loading: networkStatus === NetworkStatus.fetchMore,
            onLoadMore: loadMore,
            shownCount: rows.length,
          },
        })}
      />
      <AuditEntryDialog entryId={entryId} onClose={() => onEntry('')} onOnly={onOnly} />
    </>
  );
}
