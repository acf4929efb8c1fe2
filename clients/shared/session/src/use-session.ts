// By the package's name: a relative import would give a remote a session of its own.
import { session } from '@payloom/session/session';
import { useSyncExternalStore } from 'react';
import type { SessionState } from './session-store.ts';
import type { SessionViewer } from './viewer.ts';

/** Who is signed in, kept up to date over all tabs. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.getState, session.getState);
}

/** The person who is signed in; for pages that are shown to nobody else. */
export function useViewer(): SessionViewer {
  const { viewer } = useSession();
  if (!viewer) throw new Error('useViewer is for pages that only somebody who is signed in sees.');
  return viewer;
}
