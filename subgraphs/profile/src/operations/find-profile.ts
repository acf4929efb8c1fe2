import type { EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { Profile } from '../entities/profile.entity.ts';

/** The profile of the user with that id, or null. Profiles asked for in one tick are loaded by one query. */
export async function findProfile(em: EntityManager, userId: string): Promise<Profile | null> {
  // Anything else would fail the query, and with it everybody else's in the same batch.
  if (!isUuid(userId)) return null;
  const reference = em.getReference(Profile, userId, { wrapped: true });
  await reference.load();
  // A batched load leaves a reference to nothing as it is, where a single one would give null.
  return reference.isInitialized() ? reference.getEntity() : null;
}
