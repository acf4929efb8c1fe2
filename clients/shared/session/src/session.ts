import { alone } from './alone.ts';
import { browserStorage } from './browser-storage.ts';
import { openChannel } from './channel.ts';
import { sessionRequests } from './session-requests.ts';
import { createSessionStore } from './session-store.ts';

/** The channel of this tab to all others. */
export const channel = openChannel();

/** The session of this tab. Import it by the package's name, so that every remote has the same one. */
export const session = createSessionStore({
  requests: sessionRequests(),
  channel,
  alone,
  storage: browserStorage(),
});
