import type { EntityManager } from '@mikro-orm/postgresql';
import { RecoveryCode } from '../entities/recovery-code.entity.ts';
import { TotpCredential } from '../entities/totp-credential.entity.ts';

/** Whether a code of an app is asked for when this user signs in. Users asked for in one tick are looked up by one query. */
export async function isTotpOn(em: EntityManager, userId: string): Promise<boolean> {
  const reference = em.getReference(TotpCredential, userId, { wrapped: true });
  const credential = await reference.load();
  return credential?.turnedOnAt != null;
}

/** How many recovery codes are left; asked for by their owner alone. */
export function countRecoveryCodes(em: EntityManager, userId: string): Promise<number> {
  return em.count(RecoveryCode, { userId });
}
