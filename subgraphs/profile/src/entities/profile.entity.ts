import { defineEntity, p, type Opt } from '@mikro-orm/core';
import type { WalletCurrency } from '@payloom/event-contracts/currencies';
import { mailMutedAtFirst, type NotificationKind } from '../notifications/kinds.ts';

/** How pages look: as the device does, or always so. */
export type Theme = 'SYSTEM' | 'LIGHT' | 'DARK';

/** Where post reaches somebody. */
export interface PostalAddress {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly postalCode: string | null;
  readonly city: string;
  /** Canton, state or province. */
  readonly region: string | null;
}

/** What a user tells about themselves. Its id is the user's. */
const ProfileSchema = defineEntity({
  name: 'Profile',
  tableName: 'profiles',
  properties: {
    id: p.uuid().primary(),
    displayName: p.text(),
    /** E.164. */
    phone: p.text().nullable(),
    /** BCP 47, in its canonical form. */
    locale: p.text(),
    /** IANA. */
    timeZone: p.text(),
    /** The picture others see; its files are known by it. */
    avatarId: p.text().nullable(),
    address: p.json().$type<PostalAddress>().nullable(),
    theme: p.text().$type<Theme>().default('SYSTEM'),
    /** What pages begin with. */
    preferredCurrency: p.text().$type<WalletCurrency>().default('EUR'),
    /** What they do not want to be told of in the app. */
    mutedKinds: p.array().$type<NotificationKind[]>().default([]),
    /** What they do not want to be told of by mail. */
    mailMutedKinds: p
      .array()
      .$type<NotificationKind[]>()
      .default([...mailMutedAtFirst]),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export class Profile extends ProfileSchema.class {
  /** Its member of `UpdateProfileResult`. */
  get __typename(): Opt<'Profile'> {
    return 'Profile';
  }
}
ProfileSchema.setClass(Profile);
