import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventData } from '@payloom/event-contracts/catalogue';
import { roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';
import type { Profile } from '../entities/profile.entity.ts';

export type ProfileState = EventData<'profile.profile.created'>['after'];

/** What events tell of a profile. */
export function stateOf({ displayName, phone, locale, timeZone }: Profile): ProfileState {
  return { displayName, phone: phone ?? null, locale, timeZone };
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
