import { useNextPage } from '@payloom/apollo-client/next-page';
import { DataList, type DataListColumn } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import type { ListStart } from '@payloom/ui-kit/list-start';
import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import { useWords } from './words.ts';

export const PAGE_SIZE = 20;

interface Connection<Row> {
  edges: readonly { node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface MovementListProps<Row> {
  title: string;
  icon: LucideIcon;
  empty: { title: string; description: string };
  columns: readonly DataListColumn<Row>[];
  /** Undefined while nothing is known. */
  connection: Connection<Row> | undefined;
  loading: boolean;
  loadingMore: boolean;
  error?: Error | undefined;
  start: ListStart;
  refetch: () => Promise<unknown>;
  fetchMore: (options: { variables: { after: string | null } }) => Promise<unknown>;
}

/** Top-ups or payouts, newest first, page by page; they move as the provider answers. */
export function MovementList<Row extends { id: string }>(props: MovementListProps<Row>) {
  const { title, icon, empty, columns, connection, loading, loadingMore, error } = props;
  const { start, refetch, fetchMore } = props;
  const t = useWords();
  const headingId = useId();
  const rows = connection?.edges.map(({ node }) => node) ?? [];
  const { hasNextPage = false, endCursor = null } = connection?.pageInfo ?? {};
  const next = useNextPage({
    after: endCursor,
    shownCount: rows.length,
    fetchMore,
    goOn: start.goOn,
    describe: describeFailure,
  });
  const loadMore = {
    hasMore: hasNextPage,
    loading: next.loading,
    problem: next.problem,
    // Two lists stand on the page: the second would never be reached.
    onDemand: true,
    shownCount: rows.length,
    onLoadMore: next.load,
    onGoOn: next.goOn,
  };
  return (
    <section aria-labelledby={headingId} className="mb-8">
      <h2 id={headingId} className="mb-3 text-base font-semibold">
        {title}
      </h2>
      <DataList
        label={title}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        live
        loading={loading && !loadingMore}
        skeletonCount={3}
        empty={<EmptyState icon={icon} {...empty} />}
        error={
          !connection &&
          error && (
            <ErrorState
              title={t('failed')}
              description={describeFailure(error)}
              onRetry={() => void refetch().catch(() => undefined)}
              retrying={loading}
            />
          )
        }
        loadMore={loadMore}
        start={start}
      />
    </section>
  );
}
