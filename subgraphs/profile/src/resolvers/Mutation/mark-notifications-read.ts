import { markNotificationsRead as markNotificationsReadOperation } from '../../operations/mark-notifications-read.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const markNotificationsRead: MutationResolvers['markNotificationsRead'] = (
  _parent,
  { upTo },
  context,
) => markNotificationsReadOperation(context, upTo);
