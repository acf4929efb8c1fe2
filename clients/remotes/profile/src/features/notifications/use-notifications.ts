import { toast } from '@payloom/ui-kit/toaster';
import { PAGE_SIZE, useMarkRead } from './use-mark-read.ts';
import {
  useNotificationAddedSubscription,
  useNotificationsQuery,
  useNotificationsReadSubscription,
  type NotificationPageFragment,
  type NotificationRowFragment,
} from './__generated__/notifications.ts';
import { useWords } from './words.ts';

export interface Notifications {
  /** Undefined until they are there. */
  readonly rows: readonly NotificationRowFragment[] | undefined;
  /** Undefined until it is known. */
  readonly unreadCount: number | undefined;
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly error: unknown;
  readonly reload: () => void;
  readonly loadMore: () => void;
  readonly markAllRead: () => void;
}

/** As the page is going to be: shown at once, and taken back where it could not be kept. */
const asRead = (page: NotificationPageFragment): NotificationPageFragment => ({
  ...page,
  unreadCount: 0,
  edges: page.edges.map((edge) => ({ ...edge, node: { ...edge.node, read: true } })),
});

/** What the viewer was told, kept up to date here and in every other tab. */
export function useNotifications(): Notifications {
  const { data, error, loading, refetch, fetchMore } = useNotificationsQuery({
    variables: { first: PAGE_SIZE },
    notifyOnNetworkStatusChange: true,
  });
  const live = { variables: { first: PAGE_SIZE }, ignoreResults: true, onError: () => undefined };
  useNotificationAddedSubscription(live);
  useNotificationsReadSubscription(live);
  const markRead = useMarkRead();
  const page = data?.viewer?.notifications;
  const rows = page?.edges.map(({ node }) => node);
  const markAllRead = (): void => {
    const [latest] = rows ?? [];
    if (!data?.viewer || !page || !latest) return;
    markRead(latest.id, {
      __typename: 'NotificationsRead',
      user: { ...data.viewer, notifications: asRead(page) },
    });
  };
  return {
    rows,
    unreadCount: page?.unreadCount,
    hasMore: page?.pageInfo.hasNextPage ?? false,
    loading,
    error,
    reload: () => void refetch().catch(() => undefined),
    loadMore: () =>
      void fetchMore({ variables: { first: PAGE_SIZE, after: page?.pageInfo.endCursor ?? null } }).catch(() =>
        toast.error(useWords.now()('notMore')),
      ),
    markAllRead,
  };
}
