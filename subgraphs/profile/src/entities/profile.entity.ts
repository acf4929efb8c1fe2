import { defineEntity, p, type Opt } from '@mikro-orm/core';

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
