import type { EntityManager } from '@mikro-orm/postgresql';
import { Profile } from '../entities/profile.entity.ts';
import { recordProfileCreated } from '../events/publishes.ts';
import { currencyOfLocale } from './currency-of-locale.ts';
import { profileInputSchema } from './profile-input.ts';

const defaults = { locale: 'en-GB', timeZone: 'UTC' };

/** What a profile begins with, as somebody's browser told it when they registered. */
export interface FirstProfile {
  readonly userId: string;
  readonly displayName: string;
  /** BCP 47. */
  readonly locale?: string | undefined;
  /** IANA. */
  readonly timeZone?: string | undefined;
}

/** Where somebody is, as far as their browser told; what nobody told says nothing about their currency. */
export function firstRegion({ locale, timeZone }: Pick<FirstProfile, 'locale' | 'timeZone'>) {
  const told = profileInputSchema.pick({ locale: true, timeZone: true }).safeParse({ locale, timeZone });
  return {
    locale: told.data?.locale ?? defaults.locale,
    timeZone: told.data?.timeZone ?? defaults.timeZone,
    preferredCurrency: currencyOfLocale(told.data?.locale ?? 'und'),
  };
}

/** Makes the profile of a user in the transaction of `em`. One that is there stays as it is, and no event tells of it. */
export async function createProfile(em: EntityManager, first: FirstProfile): Promise<void> {
  const { userId, displayName } = first;
  if (await em.findOne(Profile, userId)) return;
  const now = new Date();
  const profile = em.create(Profile, {
    id: userId,
    displayName,
    phone: null,
    ...firstRegion(first),
    createdAt: now,
    updatedAt: now,
  });
  em.persist(profile);
  recordProfileCreated(em, profile);
}
