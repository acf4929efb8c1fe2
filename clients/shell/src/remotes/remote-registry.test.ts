import { jest } from '@jest/globals';
import { entries, listings } from '../testing/fake-remotes.tsx';
import { isUnder } from './is-under.ts';
import { fetchRemoteList, type RemoteListing } from './remote-list.ts';
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

it('loads what has something for whoever is there, and the rest where its page is asked for', async () => {
  const loadEntry = jest.fn(async ({ name }: RemoteListing) => entryOf(name));
  const ofAdmins = listings.map((each) => (each.name === 'admin' ? { ...each, roles: ['ADMIN'] } : each));
  const registry = createRemoteRegistry({ fetchList: async () => ofAdmins, loadEntry });
  const loaded = () => loadEntry.mock.calls.map(([{ name }]) => name);
  registry.loadFor('CUSTOMER');
  await registry.start('asked');
  expect(loaded()).toEqual(['auth', 'payments']);
  await registry.answering('/admin/users');
  expect(loaded()).toEqual(['auth', 'payments', 'admin']);
});

it('loads what has something for a role when somebody of it comes', async () => {
  const loadEntry = jest.fn(async ({ name }: RemoteListing) => entryOf(name));
  const ofAdmins = listings.map((each) => ({ ...each, roles: ['ADMIN'] }));
  const registry = createRemoteRegistry({ fetchList: async () => ofAdmins, loadEntry });
  registry.loadFor(undefined);
  await registry.start('asked');
  expect(loadEntry).not.toHaveBeenCalled();
  registry.loadFor('ADMIN');
  expect(loadEntry).toHaveBeenCalledTimes(3);
});

it('loads what the page of a path is made of before the rest', async () => {
  const loadEntry = jest.fn(async ({ name }: RemoteListing) => entryOf(name));
  const withCards = listings.map((each) =>
    each.name === 'auth' ? each : { ...each, paths: ['/', ...each.paths] },
  );
  const ofAdmins = withCards.map((each) => (each.name === 'admin' ? { ...each, roles: ['ADMIN'] } : each));
  const registry = createRemoteRegistry({ fetchList: async () => ofAdmins, loadEntry });
  const loaded = () => loadEntry.mock.calls.map(([{ name }]) => name);
  registry.loadFor('CUSTOMER', '/');
  await registry.start('asked');
  expect(loaded()).toEqual(['payments']);
  registry.loadFor('CUSTOMER');
  expect(loaded()).toEqual(['payments', 'auth']);
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

describe('a remote that failed', () => {
  const released = (version: string) => listings.map((listing) => ({ ...listing, version }));
  const failing = async (isTampered: boolean) => {
    const fetchList = jest.fn(async () => released('1'));
    const loadEntry = jest.fn(async ({ name }: RemoteListing) => {
      if (name === 'admin') throw new Error('It did not come.');
      return entryOf(name);
    });
    const reload = jest.fn();
    const registry = createRemoteRegistry({
      fetchList,
      loadEntry,
      isTampered: async ({ name }) => isTampered && name === 'admin',
      reload,
    });
    await registry.answering('/admin');
    const tries = () => loadEntry.mock.calls.filter(([{ name }]) => name === 'admin').length;
    return { registry, fetchList, reload, tries };
  };
  const admin = { listing: { name: 'admin' }, status: 'failed' };

  it.each([true, false])('is told from one that is not as it was released: %s', async (tampered) => {
    const { registry, tries } = await failing(tampered);
    expect(registry.getState().remotes[2]).toMatchObject({ ...admin, tampered });
    expect(tries()).toBe(1);
  });

  it('is tried at the version there was, while the list says no other or does not come', async () => {
    const { registry, fetchList, reload, tries } = await failing(true);
    await registry.retry('admin');
    fetchList.mockRejectedValueOnce(new Error('no network'));
    await registry.retry('admin');
    expect(tries()).toBe(3);
    expect(reload).not.toHaveBeenCalled();
  });

  it('opens the page anew when another version is released by now', async () => {
    const { registry, fetchList, reload, tries } = await failing(true);
    fetchList.mockResolvedValue(released('2'));
    await registry.retry('admin');
    expect(reload).toHaveBeenCalledTimes(1);
    expect(tries()).toBe(1);
  });
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
