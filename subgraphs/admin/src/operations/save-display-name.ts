import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/user.entity.ts';

/** Writes down a user's display name, also of one whose registration has not been heard of yet. */
export async function saveDisplayName(em: EntityManager, userId: string, displayName: string): Promise<void> {
  await em.upsert(
    User,
    { id: userId, displayName },
    { onConflictFields: ['id'], onConflictMergeFields: ['displayName'] },
  );
}
