import { jest } from '@jest/globals';
import type { SessionState } from '@payloom/session/session-store';
import { beginRemotes } from './begin-remotes.ts';

/** Begins on the dashboard, with what the browser remembers of who was there. */
function begin(remembered: string | null) {
  let stand: () => void = () => undefined;
  const standing = new Promise<void>((resolve) => (stand = resolve));
  let state: SessionState = { status: 'loading', unreachable: false };
  const listeners = new Set<() => void>();
  const registry = { start: jest.fn(async () => undefined), loadFor: jest.fn() };
  const prepare = jest.fn(async () => undefined);
  const hadSession = { role: () => remembered, remember: jest.fn(), forget: jest.fn() };
  const session = {
    getState: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  beginRemotes({ registry, session, hadSession, prepare, path: '/', standing });
  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return { registry, prepare, hadSession, become, stand: async () => (stand(), standing) };
}

const viewer = { id: 'v', email: 'vera@payloom.example', role: 'VENDOR' } as const;

it('begins with what the page is made of for whoever was there last, and with the rest when it stands', async () => {
  const { registry, prepare, stand } = begin('CUSTOMER');
  expect(registry.start).toHaveBeenCalledWith('asked');
  expect(registry.loadFor.mock.calls).toEqual([['CUSTOMER', '/']]);
  expect(prepare).toHaveBeenCalledTimes(1);
  await stand();
  expect(registry.loadFor.mock.calls).toEqual([['CUSTOMER', '/'], ['CUSTOMER']]);
});

it('leaves it to who signs in where nobody was there, and remembers them', async () => {
  const { registry, hadSession, become } = begin(null);
  expect(registry.loadFor).not.toHaveBeenCalled();
  become({ status: 'authenticated', viewer });
  expect(registry.loadFor.mock.calls).toEqual([['VENDOR', '/']]);
  expect(hadSession.remember).toHaveBeenCalledWith('VENDOR');
});

it('forgets who is not there any more', () => {
  const { hadSession, become } = begin('CUSTOMER');
  become({ status: 'anonymous', left: false });
  expect(hadSession.forget).toHaveBeenCalledTimes(1);
});
