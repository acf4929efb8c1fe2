import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { TotpCredential } from '../entities/totp-credential.entity.ts';
import type { Sealer } from '../sealing.ts';

const batchMaxDefault = 100;
/** Before every id. */
const beforeFirst = '00000000-0000-0000-0000-000000000000';

/** Seals every secret under the key that seals now, a batch a transaction. Resolves with how many were under another. */
export async function sealAnew(
  em: EntityManager,
  sealer: Sealer,
  batchMax = batchMaxDefault,
): Promise<number> {
  let renewed = 0;
  for (let after: string | undefined = beforeFirst; after !== undefined;) {
    const behind: string = after;
    after = await em.fork().transactional(async (transaction) => {
      const credentials = await transaction.find(
        TotpCredential,
        { userId: { $gt: behind } },
        { orderBy: { userId: 'asc' }, limit: batchMax, lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      for (const credential of credentials) {
        const sealed = sealer.renew(credential.sealedSecret, credential.userId);
        if (sealed === null) continue;
        credential.sealedSecret = sealed;
        renewed += 1;
      }
      return credentials.at(-1)?.userId;
    });
  }
  return renewed;
}
