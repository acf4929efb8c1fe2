import { jest } from '@jest/globals';
import type { Alone } from './alone.ts';
import { openChannel } from './channel.ts';
import { SessionUnreachable } from './post.ts';
import { type RefreshedSession, type SessionOver, type SessionRequests } from './session-requests.ts';
import { createSessionStore } from './session-store.ts';
import type { SessionViewer } from './viewer.ts';

const alice: SessionViewer = { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' };

const granted = (accessToken: string, viewer = alice, lifetimeSeconds = 600): RefreshedSession => ({
  accessToken,
  accessTokenExpiresAt: new Date(Date.now() + lifetimeSeconds * 1000).toISOString(),
  viewer,
  lifetimeSeconds,
});

/** A server with one refresh cookie for all tabs: each refresh rotates it, and an old one ends the session. */
function server() {
  let count = 0;
  const refresh = jest.fn(async () => granted(`token-${++count}`) as RefreshedSession | SessionOver);
  const signOut = jest.fn(async (_token: string | undefined) => undefined);
  return { refresh, signOut } satisfies SessionRequests;
}

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const atOnce: Alone = (task) => task();

describe('without a server', () => {
  const away = { refresh: () => Promise.reject(new SessionUnreachable()), signOut: server().signOut };

  it('it is who was signed in before, until the server says who is', async () => {
    const { refresh, signOut } = server();
    const requests = { ...away };
    const session = createSessionStore({
      requests: { refresh: () => requests.refresh(), signOut },
      channel: openChannel('alone'),
      alone: atOnce,
      storage: memory(),
    });
    await session.start(async () => alice);
    expect(session.getState()).toEqual({ status: 'authenticated', viewer: alice, isRecalled: true });
    await expect(session.freshToken()).rejects.toThrow(SessionUnreachable);

    Object.assign(requests, { refresh });
    expect(await session.freshToken()).toBe('token-1');
    expect(session.getState()).toEqual({ status: 'authenticated', viewer: alice });
  });

  it('nobody is recalled who has signed out, and the sign-out reaches the server before anything else', async () => {
    const storage = memory();
    const { refresh, signOut } = server();
    const requests = {
      refresh: jest.fn<SessionRequests['refresh']>(away.refresh),
      signOut: jest.fn(async (_token: string | undefined): Promise<undefined> => {
        throw new SessionUnreachable();
      }),
    };
    const session = createSessionStore({ requests, channel: openChannel('alone'), alone: atOnce, storage });
    await session.signOut().catch(() => undefined);

    const next = createSessionStore({ requests, channel: openChannel('alone'), alone: atOnce, storage });
    const recall = jest.fn(async () => alice);
    await next.start(recall);
    expect(recall).not.toHaveBeenCalled();
    expect(next.getState()).toEqual({ status: 'loading', unreachable: true });

    requests.refresh.mockImplementation(refresh);
    requests.signOut.mockImplementation(signOut);
    expect(await next.freshToken()).toBeNull();
    expect(signOut).toHaveBeenCalledTimes(1);
    expect(refresh).not.toHaveBeenCalled();
    expect(next.getState()).toEqual({ status: 'anonymous', left: true });
  });

  it('it is tried again when the network is back', async () => {
    const { refresh, signOut } = server();
    const requests: SessionRequests = { refresh: away.refresh, signOut };
    const session = createSessionStore({
      requests: { refresh: () => requests.refresh(), signOut },
      channel: openChannel('alone'),
      alone: atOnce,
      storage: memory(),
    });
    await session.start();
    requests.refresh = refresh;
    const known = new Promise<void>((resolve) => session.subscribe(resolve));
    globalThis.dispatchEvent(new Event('online'));
    await known;
    expect(session.getState()).toEqual({ status: 'authenticated', viewer: alice });
  });
});
