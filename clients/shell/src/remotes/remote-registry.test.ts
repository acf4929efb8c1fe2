import { jest } from '@jest/globals';
import { entries, listings } from '../testing/fake-remotes.tsx';
import { fetchRemoteList, isUnder, type RemoteListing } from './remote-list.ts';
import { createRemoteRegistry } from './remote-registry.ts';

const entryOf = (name: string) => {
  const entry = entries[name];
  if (!entry) throw new Error(`There is no ${name}.`);
  return entry;
};

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

it('waits for no remote but those that may answer a path', async () => {
  let arrive: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (arrive = resolve));
  const registry = createRemoteRegistry({
    fetchList: async () => listings,
    loadEntry: async ({ name }: RemoteListing) => {
      if (name === 'admin') await slow;
      return entryOf(name);
    },
  });
  const ready = await registry.answering('/payments/7');
  expect(ready.map(({ listing }) => listing.name)).toEqual(['payments']);
  const unknown = registry.answering('/somewhere');
  arrive();
  expect((await unknown).map(({ listing }) => listing.name)).toEqual(['auth', 'payments', 'admin']);
});

it('gives up on a remote that takes too long', async () => {
  const registry = createRemoteRegistry({
    fetchList: async () => listings,
    loadEntry: ({ name }) =>
      name === 'admin' ? new Promise(() => undefined) : Promise.resolve(entryOf(name)),
    timeoutMs: 20,
  });
  expect(await registry.answering('/admin/users')).toEqual([]);
  expect(registry.getState().remotes.map(({ status }) => status)).toEqual(['ready', 'ready', 'failed']);
});

it('does not load a remote again that is there', async () => {
  const loadEntry = jest.fn(async ({ name }: RemoteListing) => entryOf(name));
  const registry = createRemoteRegistry({ fetchList: async () => listings, loadEntry });
  await registry.answering('/wallet');
  await registry.retry('payments');
  expect(loadEntry.mock.calls.filter(([{ name }]) => name === 'payments')).toHaveLength(1);
});

describe('the list', () => {
  it('is read from remotes.json', async () => {
    Object.assign(globalThis, { fetch: async () => Response.json({ remotes: listings }) });
    expect(await fetchRemoteList()).toEqual(listings);
  });

  it.each([
    ['is not there', () => new Response('', { status: 404 })],
    ['is something else', () => Response.json({ remotes: [{ name: 'auth' }] })],
  ])('is an error when it %s', async (_case, answer) => {
    Object.assign(globalThis, { fetch: async () => answer() });
    await expect(fetchRemoteList()).rejects.toThrow();
  });
});

it('knows what is below a path', () => {
  expect(isUnder('/payments/7', ['/payments'])).toBe(true);
  expect(isUnder('/payments', ['/payments'])).toBe(true);
  expect(isUnder('/payments-of-old', ['/payments'])).toBe(false);
});
