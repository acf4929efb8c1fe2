import type { Remembered } from '@payloom/apollo-client/create-graph';
import { giveVaultBrowser } from '@payloom/offline/testing/vault-browser';
import { vault } from '@payloom/offline/vault';
import type { SessionState } from '@payloom/session/session-store';
import type { SessionViewer } from '@payloom/session/viewer';
import { jest } from '@jest/globals';
import { waitFor } from '@testing-library/react';
import { keepOffline, type KeptOffline } from './keep-offline.ts';

const alice: SessionViewer = { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' };
const bob: SessionViewer = { id: 'bob', email: 'bob@payloom.example', role: 'VENDOR' };
const loading: SessionState = { status: 'loading', unreachable: false };
const left: SessionState = { status: 'anonymous', left: true };
const ended: SessionState = { status: 'anonymous', left: false, notice: 'ENDED_BY_OWNER' };
const isIn = (viewer: SessionViewer): SessionState => ({ status: 'authenticated', viewer });

const seen: Remembered = {
  objects: {
    ROOT_QUERY: { __typename: 'Query', viewer: { __ref: 'User:alice' } },
    'User:alice': { __typename: 'User', id: 'alice', displayName: 'Alice Meyer' },
  },
  answeredAt: {},
};

/** A session and a graph that do what the test says, on a real vault. */
function page() {
  let state: SessionState = loading;
  let told: () => void = () => undefined;
  let news: () => void = () => undefined;
  const lost = jest.fn();
  const cameIn = jest.fn();
  const recalled = jest.fn();
  const loadGraph = jest.fn(async () => ({
    remember: () => seen,
    recall: recalled,
    onNews: (listener: () => void) => {
      news = listener;
      return () => undefined;
    },
  }));
  const kept: KeptOffline = keepOffline({
    session: {
      getState: () => state,
      subscribe: (listener) => {
        told = listener;
        return () => undefined;
      },
    },
    loadGraph,
    vault,
    waitingLost: { lost, cameIn },
  });
  return {
    ...kept,
    lost,
    cameIn,
    recalled,
    loadGraph,
    hear: () => news(),
    become: (next: SessionState) => {
      state = next;
      told();
    },
  };
}

/** Whoever leaves the page makes it keep at once. */
function putAway(): void {
  const hidden = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  hidden.mockRestore();
}

const isOf = (viewer: SessionViewer) =>
  waitFor(async () => expect(await vault.read(viewer.id, 'viewer')).toEqual(viewer));
const isEmpty = () => waitFor(async () => expect(await vault.ownerId()).toBeUndefined());

let shown: ReturnType<typeof page>;
beforeAll(() => giveVaultBrowser());
beforeEach(() => (shown = page()));
afterEach(async () => {
  shown.stop();
  jest.restoreAllMocks();
  await vault.wipe();
});

describe('who is signed in', () => {
  it('is remembered with what they have seen, and recalled by the next page', async () => {
    shown.become(isIn(alice));
    await isOf(alice);
    shown.hear();
    putAway();
    await waitFor(async () => expect(await vault.read('alice', 'graph')).toBeDefined());

    const next = page();
    expect(await next.recall()).toEqual(alice);
    expect(next.recalled).toHaveBeenCalledWith(
      expect.objectContaining({
        objects: expect.objectContaining({ 'User:alice': seen.objects['User:alice'] }),
      }),
    );
    next.stop();
  });

  it('is not asked of the graph where nobody is', async () => {
    shown.become({ status: 'anonymous', left: false });
    expect(await shown.recall()).toBeUndefined();
    await isEmpty();
    expect(shown.loadGraph).not.toHaveBeenCalled();
  });

  it('is nobody of the vault while only this browser says so', async () => {
    shown.become({ status: 'authenticated', viewer: alice, isRecalled: true });
    shown.hear();
    putAway();
    expect(await vault.ownerId()).toBeUndefined();
    expect(shown.cameIn).not.toHaveBeenCalled();
  });

  it('is told that they came in, once the server says so', async () => {
    shown.become(isIn(alice));
    await waitFor(() => expect(shown.cameIn).toHaveBeenCalledWith('alice'));
  });

  it('was somebody else by the time that the vault was claimed', async () => {
    shown.become(isIn(alice));
    shown.become(isIn(bob));
    await isOf(bob);
    expect(await vault.read('alice', 'viewer')).toBeUndefined();
    expect(shown.cameIn).not.toHaveBeenCalledWith('alice');
  });
});

describe('who is recalled', () => {
  it('is nobody where nothing was kept', async () => {
    expect(await shown.recall()).toBeUndefined();
    expect(shown.recalled).not.toHaveBeenCalled();
  });

  it('is nobody where what was kept is damaged', async () => {
    await vault.claim(alice);
    await vault.write('alice', 'viewer', { id: 'bob', email: null, role: 'VENDOR' });
    expect(await shown.recall()).toBeUndefined();
  });

  it('is nobody where the browser does not let itself be asked', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(vault, 'ownerId').mockRejectedValue(new Error('The database is gone.'));
    expect(await shown.recall()).toBeUndefined();
    expect(error).toHaveBeenCalled();
  });

  it('is nobody after a week without the server, and what waited is told as lost', async () => {
    await vault.claim(alice);
    await vault.write('alice', 'waiting/payments/one', 1);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 8 * 86_400_000);
    expect(await shown.recall()).toBeUndefined();
    expect(await vault.count('')).toBe(0);
    expect(shown.lost).toHaveBeenCalledWith({ ownerId: 'alice', count: 1, left: false });
  });
});

describe('what waited', () => {
  beforeEach(async () => {
    shown.become(isIn(alice));
    await isOf(alice);
    await vault.write('alice', 'waiting/payments/one', 1);
    await vault.write('alice', 'waiting/payments/two', 2);
  });

  it.each([
    ['whoever signs out', left, true],
    ['a session that ends', ended, false],
  ])('goes with %s, and that is told', async (_what, over, hasLeft) => {
    shown.become(over);
    await waitFor(() =>
      expect(shown.lost).toHaveBeenCalledWith({ ownerId: 'alice', count: 2, left: hasLeft }),
    );
    await isEmpty();
    expect(await vault.count('')).toBe(0);
  });

  it('goes with another role of the same person, and that is told', async () => {
    shown.become(isIn({ ...alice, role: 'ADMIN' }));
    await waitFor(() => expect(shown.lost).toHaveBeenCalledWith({ ownerId: 'alice', count: 2, left: false }));
    expect(await vault.count('waiting/')).toBe(0);
  });
});

it('tells nothing where nothing waited', async () => {
  shown.become(isIn(alice));
  await isOf(alice);
  shown.become(ended);
  await isEmpty();
  expect(shown.lost).not.toHaveBeenCalled();
});
