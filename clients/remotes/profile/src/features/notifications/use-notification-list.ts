import { NetworkStatus } from '@apollo/client';
import { useNextPage } from '@payloom/apollo-client/next-page';
import type { ListStart } from '@payloom/ui-kit/list-start';
import type { LoadMoreProps } from '@payloom/ui-kit/load-more';
import { useMemo } from 'react';
import { useNotificationsQuery, type NotificationRowFragment } from './__generated__/notifications.ts';
import { PAGE_SIZE } from './use-mark-read.ts';

export interface NotificationListState {
  readonly rows: readonly NotificationRowFragment[];
  readonly error: Error | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
  readonly loadMore: LoadMoreProps;
}

/**
 * The rows as they are read by now: a live update brings the newest alone, and whoever reads one reads all that are
 * older. Ids say which is older.
 */
function asReadBy(
  rows: readonly NotificationRowFragment[],
  newest: readonly NotificationRowFragment[] = [],
): readonly NotificationRowFragment[] {
  const latestRead = newest.find(({ read }) => read)?.id;
  if (latestRead === undefined) return rows;
  return rows.map((row) => (row.read || row.id > latestRead ? row : { ...row, read: true }));
}

/** What the viewer was told, from where the address begins with it; `newest` says what is read by now. */
export function useNotificationList(
  start: ListStart,
  newest: readonly NotificationRowFragment[] | undefined,
): NotificationListState {
  const { data, error, loading, networkStatus, refetch, fetchMore } = useNotificationsQuery({
    variables: { first: PAGE_SIZE, ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const page = data?.viewer?.notifications;
  const rows = useMemo(() => asReadBy(page?.edges.map(({ node }) => node) ?? [], newest), [page, newest]);
  const loadMore = useNextPage({ pageInfo: page?.pageInfo, shownCount: rows.length, fetchMore, start });
  return {
    rows,
    error: page ? undefined : error,
    loading: loading && networkStatus !== NetworkStatus.fetchMore,
    reload: () => void refetch().catch(() => undefined),
    loadMore,
  };
}
