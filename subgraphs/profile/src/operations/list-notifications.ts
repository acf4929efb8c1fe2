import type { EntityManager } from '@mikro-orm/postgresql';
import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import { Notification } from '../entities/notification.entity.ts';

export interface NotificationList extends Connection<Notification> {
  /** Counted only when it is asked for. */
  readonly unreadCount: () => Promise<number>;
}

/** A page of what somebody was told, newest first. */
export async function listNotifications(
  em: EntityManager,
  userId: string,
  page: PageArguments,
): Promise<NotificationList> {
  const connection = await paginate(em, Notification, { userId }, page);
  return { ...connection, unreadCount: () => em.count(Notification, { userId, readAt: null }) };
}
