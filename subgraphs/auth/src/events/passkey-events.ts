import type { EntityManager } from '@mikro-orm/postgresql';
import { roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';
import type { Passkey } from '../entities/passkey.entity.ts';

/** What became of a passkey, and what it was called before; null where it was not there. */
export interface PasskeyChange {
  readonly way: 'added' | 'renamed' | 'removed';
  readonly before: string | null;
  readonly after: string | null;
}

/** Records `auth.user.passkey-added`, `-renamed` or `-removed`. */
export function recordPasskeyChanged(
  em: EntityManager,
  { id: passkeyId, user: { id: userId } }: Passkey,
  { way, before, after }: PasskeyChange,
  clientAddress: string | undefined,
): void {
  recordEvent(em, {
    type: `auth.user.passkey-${way}`,
    subject: userId,
    data: { userId, passkeyId, before: { passkey: before }, after: { passkey: after } },
    audience: [userAudience(userId), roleAudience('ADMIN')],
    actor: userId,
    clientAddress,
  });
}
