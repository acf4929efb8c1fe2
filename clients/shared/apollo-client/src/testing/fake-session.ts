import { jest } from '@jest/globals';
import type { SessionState, SessionStore } from '@payloom/session/session-store';
import type { SessionViewer } from '@payloom/session/viewer';

export const alice: SessionViewer = { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' };
export const bob: SessionViewer = { id: 'bob', email: 'bob@payloom.example', role: 'VENDOR' };

const stateOf = (viewer: SessionViewer | null): SessionState =>
  viewer ? { status: 'authenticated', viewer } : { status: 'anonymous', left: true };

/** A session whose token is renewed by counting: `token-1`, `token-2`, ... */
export function fakeSession(first: SessionViewer | null) {
  const listeners = new Set<() => void>();
  let state = stateOf(first);
  let count = 1;
  const set = (next: SessionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const become = (viewer: SessionViewer | null): void => set(stateOf(viewer));
  return {
    getState: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => undefined,
    begin: ({ viewer }) => become(viewer),
    freshToken: jest.fn(async () => (state.viewer ? `token-${count}` : null)),
    refresh: jest.fn(async () => `token-${++count}` as string | null),
    signOut: async () => become(null),
    become,
    /** As who was signed in before, while nobody says who is. */
    recall: (viewer: SessionViewer) => set({ status: 'authenticated', viewer, isRecalled: true }),
  } satisfies SessionStore & Record<'become' | 'recall', unknown>;
}
