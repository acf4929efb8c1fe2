import { DateTimeResolver, LocaleResolver, PhoneNumberResolver, TimeZoneResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { updateProfile } from './Mutation/update-profile.ts';
import { Profile } from './Profile.ts';
import { User } from './User.ts';

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  Locale: LocaleResolver,
  PhoneNumber: PhoneNumberResolver,
  TimeZone: TimeZoneResolver,
  Mutation: { updateProfile },
  Profile,
  User,
};
