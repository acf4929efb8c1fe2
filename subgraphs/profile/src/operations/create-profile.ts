import type { EntityManager } from '@mikro-orm/postgresql';
import { Profile } from '../entities/profile.entity.ts';
import { recordProfileCreated } from '../events/publishes.ts';

const defaults = { phone: null, locale: 'en-GB', timeZone: 'UTC' };

/** Makes the profile of a user in the transaction of `em`. One that is there stays as it is, and no event tells of it. */
export async function createProfile(
  em: EntityManager,
  { userId, displayName }: { userId: string; displayName: string },
): Promise<void> {
  if (await em.findOne(Profile, userId)) return;
  const now = new Date();
  const profile = em.create(Profile, {
    id: userId,
    displayName,
    ...defaults,
    createdAt: now,
    updatedAt: now,
  });
  em.persist(profile);
  recordProfileCreated(em, profile);
}
