import { chooseNotifications as chooseNotificationsOperation } from '../../operations/choose-notifications.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const chooseNotifications: MutationResolvers['chooseNotifications'] = (
  _parent,
  { choices },
  context,
) => chooseNotificationsOperation(context, choices);
