import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OperationContext } from '../context.ts';
import { Passkey } from '../entities/passkey.entity.ts';
import type { Assertion } from './passkey-input.ts';
import { userHandleOf, verifyPasskey } from './verify-passkey.ts';

/**
 * Whether a user's passkey has answered the challenge, in the transaction of `em`, which holds a lock on the user: its
 * count goes on then. The passkey is locked, so that of two answers with one count the second is refused.
 */
export async function usePasskey(
  em: EntityManager,
  { relyingParty, now }: Pick<OperationContext, 'relyingParty' | 'now'>,
  userId: string,
  { assertion, challenge }: { assertion: Assertion; challenge: string },
): Promise<boolean> {
  const { credentialId, userHandle } = assertion;
  if (userHandle && userHandle !== userHandleOf(userId)) return false;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const passkey = await em.findOne(Passkey, { credentialId, user: userId }, lock);
  if (!passkey) return false;
  const used = await verifyPasskey(assertion, challenge, passkey, relyingParty);
  if (!used) return false;
  em.assign(passkey, { ...used, lastUsedAt: now() });
  return true;
}
