import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { Notification } from '../entities/notification.entity.ts';
import { recordNotificationsRead } from '../events/publishes.ts';

export interface NotificationsRead {
  readonly __typename: 'NotificationsRead';
  readonly user: { readonly id: string };
}

const unknown = (): InvalidInput => invalidInput({ upTo: 'Must be the id of one of your notifications.' });

/** Marks one of the viewer's notifications and all older ones as read. When none was unread, nothing is told. */
export async function markNotificationsRead(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  upTo: string,
): Promise<NotificationsRead | InvalidInput> {
  const { userId } = requireViewer(context);
  if (!isUuid(upTo)) return unknown();
  return context.em.transactional(async (em) => {
    if (!(await em.findOne(Notification, { id: upTo, userId }))) return unknown();
    const unread = { userId, id: { $lte: upTo }, readAt: null };
    const marked = await em.nativeUpdate(Notification, unread, { readAt: new Date() });
    if (marked > 0) recordNotificationsRead(em, { userId, upTo, clientAddress: context.clientAddress });
    return { __typename: 'NotificationsRead', user: { id: userId } };
  });
}
