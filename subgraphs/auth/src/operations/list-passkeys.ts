import type { EntityManager } from '@mikro-orm/postgresql';
import { Passkey } from '../entities/passkey.entity.ts';

/** A user's passkeys, the oldest first; there are few (`passkeysOfUserMax`). */
export function passkeysOf(em: EntityManager, userId: string): Promise<Passkey[]> {
  return em.find(Passkey, { user: userId }, { orderBy: { id: 'asc' } });
}
