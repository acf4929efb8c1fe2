import { useMemo } from 'react';
import { PAGE_SIZE, useMarkRead } from './use-mark-read.ts';
import {
  useNotificationAddedSubscription,
  useNotificationsQuery,
  useNotificationsReadSubscription,
  type NotificationPageFragment,
  type NotificationRowFragment,
} from './__generated__/notifications.ts';

export interface Notifications {
  /** The latest few, undefined until they are there. */
  readonly rows: readonly NotificationRowFragment[] | undefined;
  /** Undefined until it is known. */
  readonly unreadCount: number | undefined;
  readonly loading: boolean;
  readonly error: unknown;
  readonly reload: () => void;
  readonly markAllRead: () => void;
}

/** As the page is going to be: shown at once, and taken back where it could not be kept. */
const asRead = (page: NotificationPageFragment): NotificationPageFragment => ({
  ...page,
  unreadCount: 0,
  edges: page.edges.map((edge) => ({ ...edge, node: { ...edge.node, read: true } })),
});

/** Keeps them up to date, here and in every other tab. */
export function useLiveNotifications(): void {
  const live = { variables: { first: PAGE_SIZE }, ignoreResults: true, onError: () => undefined };
  useNotificationAddedSubscription(live);
  useNotificationsReadSubscription(live);
}

/** The latest that the viewer was told. */
export function useNotifications(): Notifications {
  const { data, error, loading, refetch } = useNotificationsQuery({
    variables: { first: PAGE_SIZE },
    notifyOnNetworkStatusChange: true,
  });
  const markRead = useMarkRead();
  const page = data?.viewer?.notifications;
  // The list of all of them may have loaded more.
  const rows = useMemo(() => page?.edges.slice(0, PAGE_SIZE).map(({ node }) => node), [page]);
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
    loading,
    error,
    reload: () => void refetch().catch(() => undefined),
    markAllRead,
  };
}
