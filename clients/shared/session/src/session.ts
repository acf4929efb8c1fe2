import { openChannel } from './channel.ts';
import { sessionRequests } from './session-requests.ts';
import { createSessionStore, type Alone } from './session-store.ts';

const alone: Alone = async (task) => {
  // Browsers give locks to secure pages only; elsewhere the server's grace for two refreshes at once has to do.
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  return locks ? await locks.request('payloom-session-refresh', task) : await task();
};

/** The channel of this tab to all others. */
export const channel = openChannel();

/** The session of this tab. Import it by the package's name, so that every remote has the same one. */
export const session = createSessionStore({
  requests: sessionRequests(),
  channel,
  alone,
  storage: globalThis.localStorage,
});
