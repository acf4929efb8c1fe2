import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/user.entity.ts';

export interface RegisteredUser {
  userId: string;
  email: string;
  displayName: string;
  role: string;
  status: string;
  registeredAt: Date;
}

/** Writes down who registered. A display name that the profile has told already is newer, and stays. */
export async function saveRegisteredUser(em: EntityManager, user: RegisteredUser): Promise<void> {
  const { userId, email, displayName, role, status, registeredAt } = user;
  await em.upsert(
    User,
    { id: userId, email, displayName, role, status, registeredAt },
    { onConflictFields: ['id'], onConflictMergeFields: ['email', 'role', 'status', 'registeredAt'] },
  );
}
