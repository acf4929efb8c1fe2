import type { SessionState, SessionStore } from '@payloom/session/session-store';
import type { createBrowserRouter } from 'react-router';

/** Who looks at it is waited for this long; then the page shows what it has for whoever is not known yet. */
const WAIT_MS = 3_000;

export interface FirstPageParts {
  readonly router: Pick<ReturnType<typeof createBrowserRouter>, 'state' | 'subscribe'>;
  readonly session: Pick<SessionStore, 'getState' | 'subscribe'>;
  /** Fetches what stands around the page of whoever is signed in. */
  readonly prepare: () => Promise<void>;
  readonly waitMs?: number;
}

/** Settles once `isSo`, which is looked at now and whenever `subscribe` tells of a change. */
function until(isSo: () => boolean, subscribe: (listener: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

const isKnown = (state: SessionState): boolean => state.status !== 'loading' || state.unreachable;

/**
 * Settles when the first page can be drawn at once: its code is there, and it is known who looks at it. Drawn earlier, it would
 * be drawn three times over, each time for something that is not there yet; until then the page stands as it came.
 */
export async function untilFirstPage(parts: FirstPageParts): Promise<void> {
  const { router, session, prepare, waitMs = WAIT_MS } = parts;
  const code = until(
    () => router.state.initialized,
    (listener) => router.subscribe(listener),
  );
  const viewer = async (): Promise<void> => {
    await until(() => isKnown(session.getState()), session.subscribe);
    if (session.getState().viewer) await prepare();
  };
  const late = new Promise<void>((resolve) => setTimeout(resolve, waitMs));
  await Promise.all([code, Promise.race([viewer(), late])]);
}
