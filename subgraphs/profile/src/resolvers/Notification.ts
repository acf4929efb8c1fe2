import { findNotification } from '../operations/find-notification.ts';
import type { NotificationResolvers } from './__generated__/resolver-types.ts';

export const Notification: NotificationResolvers = {
  // A key is no permission: what somebody is told is for them alone.
  __resolveReference: ({ id }, { em, viewer }) => findNotification(em, id, viewer),
  read: ({ readAt }) => readAt != null,
  payment: ({ details: { paymentId } }) => (paymentId === undefined ? null : { id: paymentId }),
  counterparty: ({ details: { counterpartyId } }) =>
    counterpartyId === undefined ? null : { id: counterpartyId },
  amount: ({ details }) => details.amount ?? null,
  reason: ({ details }) => details.reason ?? null,
  role: ({ details }) => details.role ?? null,
  device: ({ details }) => details.device ?? null,
  passkey: ({ details }) => details.passkey ?? null,
};
