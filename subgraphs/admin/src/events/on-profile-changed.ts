import { parseEvent } from '@payloom/event-contracts/catalogue';
import { defineEventHandler } from '@payloom/messaging/event-handler';
import { saveDisplayName } from '../operations/save-display-name.ts';

/** Created and updated share one queue, which keeps their order. */
export const onProfileChanged = defineEventHandler({
  queue: 'admin.users.rename',
  patterns: ['profile.profile.created', 'profile.profile.updated'],
  handle: async (event, em) => {
    const { data } =
      event.type === 'profile.profile.created'
        ? parseEvent('profile.profile.created', event)
        : parseEvent('profile.profile.updated', event);
    await saveDisplayName(em, data.userId, data.after.displayName);
  },
});
