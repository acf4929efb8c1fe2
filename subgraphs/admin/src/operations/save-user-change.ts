import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/user.entity.ts';

/** Writes down the role or the status that auth has given somebody. */
export async function saveUserChange(
  em: EntityManager,
  userId: string,
  change: Partial<Pick<User, 'role' | 'status'>>,
): Promise<void> {
  await em.nativeUpdate(User, { id: userId }, change);
}
