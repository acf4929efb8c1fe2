import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Notification } from '../entities/notification.entity.ts';
import { Profile } from '../entities/profile.entity.ts';
import { recordNotificationAdded } from '../events/publishes.ts';
import type { Told } from '../notifications/kinds.ts';
import { toldOf, type ToldEvent } from '../notifications/told-of.ts';
import { requestMail } from './request-mail.ts';

/** Tells whom an event concerns, in the transaction of `em`: in the app, by mail, or not at all, as they chose. */
export async function addNotifications(em: EntityManager, event: ToldEvent): Promise<void> {
  const told = toldOf(event);
  const ids = told.flatMap(({ userId, details }) => [userId, details.counterpartyId ?? userId]);
  const found = await em.find(Profile, { id: { $in: [...new Set(ids)] } });
  const profiles = new Map(found.map((profile) => [profile.id, profile]));
  for (const each of told) {
    if (!profiles.get(each.userId)?.mutedKinds.includes(each.kind)) addNotification(em, event, each);
    requestMail(em, event, each, profiles);
  }
}

function addNotification(em: EntityManager, event: ToldEvent, { userId, kind, details }: Told): void {
  const notification = em.create(Notification, {
    id: uuidv7(),
    userId,
    eventId: event.id,
    kind,
    details,
    at: new Date(event.time),
  });
  em.persist(notification);
  recordNotificationAdded(em, notification);
}
