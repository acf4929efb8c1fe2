import { defineEventHandler } from '@payloom/messaging/event-handler';
import { saveDisplayName } from '../operations/save-display-name.ts';

/** Created and updated share one queue, which keeps their order. */
export const onProfileChanged = defineEventHandler({
  queue: 'payments.payees.rename',
  type: ['profile.profile.created', 'profile.profile.updated'],
  batchSizeMax: 200,
  handle: ({ data }, em) => saveDisplayName(em, data.userId, data.after.displayName),
});
