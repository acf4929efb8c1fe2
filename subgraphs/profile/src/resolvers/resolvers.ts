import {
  CurrencyResolver,
  DateTimeResolver,
  LocaleResolver,
  PhoneNumberResolver,
  SafeIntResolver,
  TimeZoneResolver,
} from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { Avatar } from './Avatar.ts';
import { chooseNotifications } from './Mutation/choose-notifications.ts';
import { markNotificationsRead } from './Mutation/mark-notifications-read.ts';
import { removeAvatar } from './Mutation/remove-avatar.ts';
import { updateProfile } from './Mutation/update-profile.ts';
import { Notification } from './Notification.ts';
import { Profile } from './Profile.ts';
import { User } from './User.ts';

export const resolvers: Resolvers = {
  Currency: CurrencyResolver,
  DateTime: DateTimeResolver,
  Locale: LocaleResolver,
  PhoneNumber: PhoneNumberResolver,
  SafeInt: SafeIntResolver,
  TimeZone: TimeZoneResolver,
  Mutation: { chooseNotifications, markNotificationsRead, removeAvatar, updateProfile },
  Avatar,
  Notification,
  Profile,
  User,
};
