import { jest } from '@jest/globals';
import type { Alone } from './alone.ts';
import { openChannel, type ChannelMessage } from './channel.ts';
import { SessionUnreachable, type Answer } from './post.ts';
import { type RefreshedSession, type SessionOver, type SessionRequests } from './session-requests.ts';
import { createSessionStore, TOKEN_MARGIN_SECONDS, type SessionStore } from './session-store.ts';
import type { SessionViewer } from './viewer.ts';

const alice: SessionViewer = { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' };
const bob: SessionViewer = { id: 'bob', email: 'bob@payloom.example', role: 'VENDOR' };

const granted = (accessToken: string, viewer = alice, lifetimeSeconds = 600): RefreshedSession => ({
  accessToken,
  accessTokenExpiresAt: new Date(Date.now() + lifetimeSeconds * 1000).toISOString(),
  viewer,
  lifetimeSeconds,
});

const over: SessionOver = { over: 'ENDED_BY_OWNER' };

/** A server with one refresh cookie for all tabs: each refresh rotates it, and an old one ends the session. */
function server() {
  let count = 0;
  const refresh = jest.fn(
    async (_asked?: Promise<Answer>) => granted(`token-${++count}`) as RefreshedSession | SessionOver,
  );
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

/** One lock for all tabs, as the browser's. */
function oneAfterTheOther(): Alone {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Two tabs hear each other, never themselves. */
function twoChannels() {
  const listeners = [
    new Set<(message: ChannelMessage) => void>(),
    new Set<(message: ChannelMessage) => void>(),
  ];
  return [0, 1].map((own) => ({
    post: (message: ChannelMessage) => listeners[1 - own]?.forEach((listener) => listener(message)),
    subscribe: (listener: (message: ChannelMessage) => void) => {
      listeners[own]?.add(listener);
      return () => listeners[own]?.delete(listener);
    },
    close: () => undefined,
  }));
}

function tab(
  requests: SessionRequests,
  more: Partial<Parameters<typeof createSessionStore>[0]> = {},
): SessionStore {
  return createSessionStore({ requests, channel: openChannel(), alone: atOnce, storage: memory(), ...more });
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('at the start', () => {
  it('finds out by the refresh cookie who is signed in', async () => {
    const session = tab(server());
    expect(session.getState()).toEqual({ status: 'loading', unreachable: false });
    await session.start();
    expect(session.getState()).toEqual({ status: 'authenticated', viewer: alice });
  });

  it('is anonymous when there is no session to go on with', async () => {
    const requests = server();
    requests.refresh.mockResolvedValue(over);
    const session = tab(requests);
    await session.start();
    expect(session.getState()).toEqual({ status: 'anonymous', left: false });
    expect(await session.freshToken()).toBeNull();
  });

  it('goes on with what was asked already, for its first token only', async () => {
    const requests = server();
    const session = tab(requests);
    const asked = Promise.resolve({ body: null, date: null });
    await session.start(undefined, asked);
    await session.refresh();
    expect(requests.refresh.mock.calls).toEqual([[asked], [undefined]]);
  });

  it('leaves what was asked already where a sign-out is still to reach the server', async () => {
    const storage = memory();
    storage.setItem('payloom.sign-out-pending', 'yes');
    const requests = server();
    const session = tab(requests, { storage });
    await session.start(undefined, Promise.resolve({ body: null, date: null }));
    expect(requests.refresh).not.toHaveBeenCalled();
    expect(session.getState()).toEqual({ status: 'anonymous', left: true });
  });

  it('says that it does not know when the server cannot be asked, and finds out when tried again', async () => {
    const requests = server();
    requests.refresh.mockRejectedValueOnce(new SessionUnreachable('no network'));
    const session = tab(requests);
    await session.start();
    expect(session.getState()).toEqual({ status: 'loading', unreachable: true });
    await session.start();
    expect(session.getState().status).toBe('authenticated');
  });
});

describe('the access token', () => {
  it('is used as long as it lives, and renewed once for all who ask at the same time', async () => {
    const requests = server();
    const session = tab(requests);
    await session.start();
    expect(await session.freshToken()).toBe('token-1');
    const [first, second] = await Promise.all([session.refresh(), session.refresh()]);
    expect([first, second]).toEqual(['token-2', 'token-2']);
    expect(await session.freshToken()).toBe('token-2');
    expect(requests.refresh).toHaveBeenCalledTimes(2);
  });

  it('is renewed before it ends', async () => {
    const requests = server();
    const session = tab(requests);
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    await session.start();
    now.mockReturnValue((600 - TOKEN_MARGIN_SECONDS) * 1000 - 1);
    expect(await session.freshToken()).toBe('token-1');
    now.mockReturnValue((600 - TOKEN_MARGIN_SECONDS) * 1000 + 1);
    expect(await session.freshToken()).toBe('token-2');
    now.mockRestore();
  });

  it('keeps somebody signed in when it cannot be renewed for want of a connection', async () => {
    const requests = server();
    const session = tab(requests);
    await session.start();
    requests.refresh.mockRejectedValueOnce(new SessionUnreachable('no network'));
    await expect(session.refresh()).rejects.toThrow(SessionUnreachable);
    expect(session.getState().status).toBe('authenticated');
    expect(await session.refresh()).toBe('token-2');
  });

  it('is gone when the session has ended at the server', async () => {
    const requests = server();
    const session = tab(requests);
    await session.start();
    requests.refresh.mockResolvedValueOnce(over);
    expect(await session.refresh()).toBeNull();
    expect(session.getState()).toEqual({ status: 'anonymous', left: false, notice: over.over });
  });
});

describe('two tabs', () => {
  it('refresh one after the other', async () => {
    const requests = server();
    let running = 0;
    let mostAtOnce = 0;
    requests.refresh.mockImplementation(async () => {
      mostAtOnce = Math.max(mostAtOnce, ++running);
      await settle();
      running -= 1;
      return granted(`token-${requests.refresh.mock.calls.length}`);
    });
    const alone = oneAfterTheOther();
    const tabs = [tab(requests, { alone }), tab(requests, { alone })];
    await Promise.all(tabs.map((each) => each.start()));
    expect(mostAtOnce).toBe(1);
    expect(requests.refresh).toHaveBeenCalledTimes(2);
    expect(tabs.map((each) => each.getState().status)).toEqual(['authenticated', 'authenticated']);
  });

  it('sign out together', async () => {
    const requests = server();
    const [here, there] = twoChannels().map((channel) => tab(requests, { channel }));
    await Promise.all([here?.start(), there?.start()]);
    await here?.signOut();
    expect(here?.getState()).toEqual({ status: 'anonymous', left: true });
    expect(there?.getState()).toEqual({ status: 'anonymous', left: true });
    expect(await there?.freshToken()).toBeNull();
    expect(requests.signOut).toHaveBeenCalledWith('token-1');
  });

  it('both say why their session was ended elsewhere, though the cookie is gone with the first answer', async () => {
    const requests = server();
    const [here, there] = twoChannels().map((channel) => tab(requests, { channel }));
    await Promise.all([here?.start(), there?.start()]);
    const ended = { status: 'anonymous', left: false, notice: over.over };
    requests.refresh.mockResolvedValueOnce(over).mockResolvedValue({ over: 'EXPIRED' });
    await here?.refresh();
    await settle();
    expect([here?.getState(), there?.getState()]).toEqual([ended, ended]);
  });

  it('say why also where the reason comes after the answer', async () => {
    const requests = server();
    const [here, there] = twoChannels();
    const session = tab(requests, there ? { channel: there } : {});
    await session.start();
    requests.refresh.mockResolvedValueOnce({ over: 'EXPIRED' });
    await session.refresh();
    here?.post({ type: 'ended', notice: over.over });
    expect(session.getState()).toEqual({ status: 'anonymous', left: false, notice: over.over });
  });

  it('still know why the session is over when they ask once more, as a query does whose token was refused', async () => {
    const requests = server();
    const session = tab(requests);
    await session.start();
    requests.refresh.mockResolvedValueOnce(over);
    await session.refresh();
    requests.refresh.mockResolvedValueOnce({ over: 'EXPIRED' });
    expect(await session.refresh()).toBeNull();
    expect(session.getState()).toEqual({ status: 'anonymous', left: false, notice: over.over });
  });

  it('stay signed in when the other heard that an older session is over', async () => {
    const requests = server();
    const [here, there] = twoChannels().map((channel) => tab(requests, { channel }));
    await Promise.all([here?.start(), there?.start()]);
    requests.refresh.mockResolvedValueOnce(over);
    await here?.refresh();
    await settle();
    expect(there?.getState()).toEqual({ status: 'authenticated', viewer: alice });
  });

  it('take over who has signed in in the other', async () => {
    const requests = server();
    const [here, there] = twoChannels().map((channel) => tab(requests, { channel }));
    await Promise.all([here?.start(), there?.start()]);
    requests.refresh.mockResolvedValueOnce(granted('token-of-bob', bob));
    here?.begin(granted('token-here', bob));
    await settle();
    expect(there?.getState()).toEqual({ status: 'authenticated', viewer: bob });
    expect(await there?.freshToken()).toBe('token-of-bob');
  });
});

describe('signing in and out', () => {
  it('takes over what the sign-in answered', async () => {
    const session = tab(server());
    const changes = jest.fn();
    session.subscribe(changes);
    session.begin(granted('from-sign-in'));
    expect(session.getState()).toEqual({ status: 'authenticated', viewer: alice });
    expect(await session.freshToken()).toBe('from-sign-in');
    expect(changes).toHaveBeenCalledTimes(1);
  });

  it('is not undone by a refresh that was under way', async () => {
    const requests = server();
    const session = tab(requests);
    await session.start();
    let answer: (session: RefreshedSession) => void = () => undefined;
    requests.refresh.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const refreshing = session.refresh();
    await session.signOut();
    answer(granted('too-late'));
    expect(await refreshing).toBeNull();
    expect(session.getState().status).toBe('anonymous');
  });

  it('ends the session at the next start when the server could not be told', async () => {
    const requests = server();
    const storage = memory();
    const session = tab(requests, { storage });
    await session.start();
    requests.signOut.mockRejectedValueOnce(new SessionUnreachable('no network'));
    await expect(session.signOut()).rejects.toThrow(SessionUnreachable);
    expect(session.getState().status).toBe('anonymous');

    const reloaded = tab(requests, { storage });
    await reloaded.start();
    expect(reloaded.getState().status).toBe('anonymous');
    expect(requests.signOut).toHaveBeenCalledTimes(2);
    expect(requests.refresh).toHaveBeenCalledTimes(1);

    const reloadedAgain = tab(requests, { storage });
    await reloadedAgain.start();
    expect(requests.signOut).toHaveBeenCalledTimes(2);
  });
});
