import { NetworkStatus } from '@apollo/client';
import { useNextPage, type FetchMore } from '@payloom/apollo-client/next-page';
import { DataList, type DataListColumn } from '@payloom/ui-kit/data-list';
import { EmptyState, type EmptyStateProps } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import type { ListStart } from '@payloom/ui-kit/list-start';
import { describeFailure } from '../problems/describe-failure.ts';

/** What a list of pages is asked with, as many rows at once. */
export const pageOptions = (start: ListStart, first = 20) =>
  ({
    variables: { first, ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  }) as const;

interface Connection<Row> {
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What Apollo says of a query, and does with it. */
interface PagedQuery {
  loading: boolean;
  networkStatus: NetworkStatus;
  error?: Error | undefined;
  refetch: () => Promise<unknown>;
  fetchMore: FetchMore;
}

export interface PagedListProps<Row> {
  label: string;
  columns: readonly DataListColumn<Row>[];
  /** Undefined while nothing is known. */
  connection: Connection<Row> | undefined;
  query: PagedQuery;
  start: ListStart;
  empty: EmptyStateProps;
  failedTitle: string;
  skeletonCount?: number;
  /** The next page comes when it is asked for: something else follows below, which would never be reached. */
  onDemand?: boolean;
}

/** What the viewer has of one kind, newest first, page by page, as the cache has it: live updates move it there. */
export function PagedList<Row extends { id: string }>(props: PagedListProps<Row>) {
  const {
    label,
    columns,
    connection,
    query,
    start,
    empty,
    failedTitle,
    skeletonCount,
    onDemand = false,
  } = props;
  const { loading, networkStatus, error, refetch, fetchMore } = query;
  const rows = connection?.edges.map(({ node }) => node) ?? [];
  const next = useNextPage({
    pageInfo: connection?.pageInfo,
    shownCount: rows.length,
    fetchMore,
    start,
    describe: describeFailure,
  });
  return (
    <DataList
      label={label}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      live
      loading={loading && networkStatus !== NetworkStatus.fetchMore}
      {...(skeletonCount !== undefined && { skeletonCount })}
      empty={<EmptyState {...empty} />}
      error={
        !connection &&
        error && (
          <ErrorState
            title={failedTitle}
            description={describeFailure(error)}
            onRetry={() => void refetch().catch(() => undefined)}
            retrying={loading}
          />
        )
      }
      loadMore={{ ...next, onDemand }}
      start={start}
    />
  );
}
