import { LockMode } from '@mikro-orm/core';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { OperationContext } from '../context.ts';
import { TotpCredential } from '../entities/totp-credential.entity.ts';
import { User } from '../entities/user.entity.ts';
import { recordRecoveryCodesRenewed } from '../events/second-factor-events.ts';
import { issueRecoveryCodes } from '../second-factor.ts';

export interface RecoveryCodesRenewed {
  __typename: 'RecoveryCodesRenewed';
  recoveryCodes: string[];
  user: User;
}

export interface TotpNotOn {
  __typename: 'TotpNotOn';
  message: string;
}

/** Makes the viewer new recovery codes, which are told this once; the older ones are good no more. */
export async function renewRecoveryCodes(
  context: OperationContext,
  { userId }: Viewer,
): Promise<RecoveryCodesRenewed | TotpNotOn> {
  return context.em.transactional(async (em) => {
    const user = await em.findOne(User, userId);
    if (!user) throw unauthenticated('TOKEN_INVALID');
    // Locked, as by whoever uses a code up: each code is of the old ones or of the new ones.
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const credential = await em.findOne(TotpCredential, { userId }, lock);
    if (!credential?.turnedOnAt)
      return { __typename: 'TotpNotOn', message: 'Set up the codes of an app first.' };
    const recoveryCodes = await issueRecoveryCodes(em, userId);
    recordRecoveryCodesRenewed(em, userId, context.clientAddress);
    return { __typename: 'RecoveryCodesRenewed', recoveryCodes, user };
  });
}
