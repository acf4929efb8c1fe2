import type { EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { User } from '../entities/user.entity.ts';

/** The user with that id, or null. Users asked for in one tick are loaded by one query. */
export async function findUser(em: EntityManager, id: string): Promise<User | null> {
  // Anything else would fail the query, and with it everybody else's in the same batch.
  if (!isUuid(id)) return null;
  const reference = em.getReference(User, id, { wrapped: true });
  await reference.load();
  // A batched load leaves a reference to nobody as it is, where a single one would give null.
  return reference.isInitialized() ? reference.getEntity() : null;
}
