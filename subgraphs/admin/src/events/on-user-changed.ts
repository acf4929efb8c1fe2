import { defineEventHandler } from '@payloom/messaging/event-handler';
import { saveRegisteredUser } from '../operations/save-registered-user.ts';
import { saveUserChange } from '../operations/save-user-change.ts';

/** Whoever registers can be found, by the role and the status they have now. All share one queue, which keeps their order. */
export const onUserChanged = defineEventHandler({
  queue: 'admin.users.register',
  type: ['auth.user.registered', 'auth.user.role-changed', 'auth.user.suspended', 'auth.user.reinstated'],
  batchSizeMax: 200,
  handle: async (event, em) => {
    if (event.type === 'auth.user.registered') {
      await saveRegisteredUser(em, { ...event.data, registeredAt: new Date(event.time) });
    } else if (event.type === 'auth.user.role-changed') {
      await saveUserChange(em, event.data.userId, { role: event.data.after.role });
    } else {
      await saveUserChange(em, event.data.userId, { status: event.data.after.status });
    }
  },
});
