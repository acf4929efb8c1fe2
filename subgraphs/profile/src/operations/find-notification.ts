import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { validate as isUuid } from 'uuid';
import { Notification } from '../entities/notification.entity.ts';

/** One of the viewer's own notifications, or null. Those asked for in one tick are loaded by one query. */
export async function findNotification(
  em: EntityManager,
  id: string,
  viewer: Viewer | null,
): Promise<Notification | null> {
  if (!viewer || !isUuid(id)) return null;
  const reference = em.getReference(Notification, id, { wrapped: true });
  await reference.load();
  if (!reference.isInitialized()) return null;
  const notification = reference.getEntity();
  return notification.userId === viewer.userId ? notification : null;
}
