import type { EntityManager } from '@mikro-orm/postgresql';
import { roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';

const by = (userId: string, clientAddress: string | undefined) => ({
  subject: userId,
  audience: [userAudience(userId), roleAudience('ADMIN')],
  actor: userId,
  clientAddress,
});

/** Records `auth.user.totp-turned-on` or `auth.user.totp-turned-off`. */
export function recordTotpTurned(
  em: EntityManager,
  userId: string,
  way: 'on' | 'off',
  clientAddress: string | undefined,
): void {
  recordEvent(em, { type: `auth.user.totp-turned-${way}`, data: { userId }, ...by(userId, clientAddress) });
}

/** Records `auth.user.recovery-code-used`. */
export function recordRecoveryCodeUsed(
  em: EntityManager,
  userId: string,
  leftCount: number,
  clientAddress: string | undefined,
): void {
  const data = { userId, leftCount };
  recordEvent(em, { type: 'auth.user.recovery-code-used', data, ...by(userId, clientAddress) });
}

/** Records `auth.user.recovery-codes-renewed`; of the codes it says nothing. */
export function recordRecoveryCodesRenewed(
  em: EntityManager,
  userId: string,
  clientAddress: string | undefined,
): void {
  recordEvent(em, {
    type: 'auth.user.recovery-codes-renewed',
    data: { userId },
    ...by(userId, clientAddress),
  });
}
