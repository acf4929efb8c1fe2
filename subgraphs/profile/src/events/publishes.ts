import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventData } from '@payloom/event-contracts/catalogue';
import { roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';
import type { Notification } from '../entities/notification.entity.ts';
import type { Profile } from '../entities/profile.entity.ts';

export type ProfileState = EventData<'profile.profile.created'>['after'];

/** What events tell of a profile. */
export function stateOf(profile: Profile): ProfileState {
  const { displayName, phone, locale, timeZone, address, theme, avatarId, preferredCurrency } = profile;
  const { mutedKinds, mailMutedKinds } = profile;
  const nullable = { phone: phone ?? null, address: address ?? null, avatarId: avatarId ?? null };
  return {
    displayName,
    ...nullable,
    locale,
    timeZone,
    theme,
    preferredCurrency,
    mutedKinds: [...mutedKinds],
    mailMutedKinds: [...mailMutedKinds],
  };
}

const audienceOfUser = (userId: string) => [userAudience(userId), roleAudience('ADMIN')];

/** Records `profile.profile.created`. */
export function recordProfileCreated(em: EntityManager, profile: Profile): void {
  recordEvent(em, {
    type: 'profile.profile.created',
    subject: profile.id,
    data: { userId: profile.id, after: stateOf(profile) },
    audience: audienceOfUser(profile.id),
    actor: 'system',
  });
}

/** Records `profile.profile.updated`; only its owner edits a profile. */
export function recordProfileUpdated(
  em: EntityManager,
  profile: Profile,
  before: ProfileState,
  clientAddress: string | undefined,
): void {
  recordEvent(em, {
    type: 'profile.profile.updated',
    subject: profile.id,
    data: { userId: profile.id, before, after: stateOf(profile) },
    audience: audienceOfUser(profile.id),
    actor: profile.id,
    clientAddress,
  });
}

/** Records `profile.notification.added`, for its user's eyes alone. */
export function recordNotificationAdded(em: EntityManager, { id, userId, kind }: Notification): void {
  recordEvent(em, {
    type: 'profile.notification.added',
    subject: id,
    data: { notificationId: id, userId, kind },
    audience: [userAudience(userId)],
    actor: 'system',
  });
}

/** Records `profile.notification.mail-requested`: for auth, which knows where mail reaches somebody. */
export function recordMailRequested(
  em: EntityManager,
  data: EventData<'profile.notification.mail-requested'>,
): void {
  recordEvent(em, {
    type: 'profile.notification.mail-requested',
    subject: data.userId,
    data,
    audience: [],
    actor: 'system',
  });
}

/** Records `profile.notification.read`. */
export function recordNotificationsRead(
  em: EntityManager,
  { userId, upTo, clientAddress }: { userId: string; upTo: string; clientAddress: string | undefined },
): void {
  recordEvent(em, {
    type: 'profile.notification.read',
    subject: userId,
    data: { userId, upTo },
    audience: [userAudience(userId)],
    actor: userId,
    clientAddress,
  });
}
