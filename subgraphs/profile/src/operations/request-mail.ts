import type { EntityManager } from '@mikro-orm/postgresql';
import type { Profile } from '../entities/profile.entity.ts';
import { recordMailRequested } from '../events/publishes.ts';
import { canBeMuted, isMailedByAuth, mailMutedAtFirst, type Told } from '../notifications/kinds.ts';
import type { ToldEvent } from '../notifications/told-of.ts';
import { firstRegion } from './create-profile.ts';

/**
 * Asks for a mail that tells somebody of an event, where they want one. It says all that the mail is to say: auth, which
 * writes it, knows nobody's name, language or time zone.
 */
export function requestMail(
  em: EntityManager,
  event: ToldEvent,
  { userId, kind, details }: Told,
  profiles: ReadonlyMap<string, Profile>,
): void {
  const profile = profiles.get(userId);
  const muted = profile?.mailMutedKinds ?? mailMutedAtFirst;
  if (muted.includes(kind) || isMailedByAuth(kind)) return;
  const { locale, timeZone } = profile ?? firstRegion({});
  const { counterpartyId, ...rest } = details;
  const counterpartyName = profiles.get(counterpartyId ?? '')?.displayName;
  recordMailRequested(em, {
    userId,
    kind,
    happenedAt: event.time,
    locale,
    timeZone,
    isAboutAccount: !canBeMuted(kind),
    details: { ...rest, ...(counterpartyName === undefined ? {} : { counterpartyName }) },
  });
}
