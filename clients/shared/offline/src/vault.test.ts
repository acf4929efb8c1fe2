import { jest } from '@jest/globals';
import { giveVaultBrowser } from './testing/vault-browser.ts';
import { vault } from './vault.ts';

const alice = { id: 'alice', role: 'CUSTOMER' };
const bob = { id: 'bob', role: 'VENDOR' };
const MARK = 'payloom.kept-by';

/** All that lies in the database, as text. */
async function disk(): Promise<string> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
  const db = await answer(indexedDB.open('payloom-offline'));
  const stores = db.transaction(['keys', 'records']);
  const keys: unknown[] = await answer(stores.objectStore('keys').getAll());
  const records: { bytes: ArrayBuffer }[] = await answer(stores.objectStore('records').getAll());
  db.close();
  return [...keys.map(String), ...records.map(({ bytes }) => new TextDecoder().decode(bytes))].join('\n');
}

beforeAll(() => giveVaultBrowser());
afterEach(() => vault.wipe());

describe('what is kept', () => {
  it('is read by its owner, and lies sealed', async () => {
    await vault.claim(alice);
    expect(await vault.write('alice', 'graph', { note: 'November rent' })).toBe(true);
    expect(await vault.read('alice', 'graph')).toEqual({ note: 'November rent' });
    expect(await disk()).not.toContain('rent');
  });

  it('is there for the same person after the next sign of life of the server', async () => {
    await vault.claim(alice);
    await vault.write('alice', 'graph', 1);
    await vault.claim(alice);
    expect(await vault.read('alice', 'graph')).toBe(1);
    expect(await vault.ownerId()).toBe('alice');
  });

  it('is listed in the order in which it was first kept', async () => {
    await vault.claim(alice);
    const now = jest.spyOn(Date, 'now').mockReturnValue(10);
    await vault.write('alice', 'waiting/b', 1);
    // In the same millisecond, and then by a clock that was set back.
    await vault.write('alice', 'waiting/a', 2);
    now.mockReturnValue(5);
    await vault.write('alice', 'waiting/0', 5);
    jest.restoreAllMocks();
    await vault.write('alice', 'waiting/b', 3);
    await vault.write('alice', 'graph', 4);
    expect(await vault.list('alice', 'waiting/')).toEqual([
      { name: 'waiting/b', value: 3 },
      { name: 'waiting/a', value: 2 },
      { name: 'waiting/0', value: 5 },
    ]);
    expect(await vault.count('waiting/')).toBe(3);
    await vault.remove('alice', 'waiting/b');
    expect(await vault.count('waiting/')).toBe(2);
  });

  it('tells who listens that it has changed', async () => {
    await vault.claim(alice);
    const heard = jest.fn();
    const stop = vault.subscribe(heard);
    await vault.write('alice', 'graph', 1);
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    await vault.remove('alice', 'graph');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('somebody else', () => {
  it.each([
    ['another person', bob],
    ['the same person in another role', { id: 'alice', role: 'ADMIN' }],
  ])('finds nothing: %s', async (_who, next) => {
    await vault.claim(alice);
    await vault.write('alice', 'graph', 1);
    expect(await vault.claim(next)).toEqual({ ownerId: 'alice', names: ['graph'] });
    expect(await vault.read('alice', 'graph')).toBeUndefined();
    expect(await vault.read(next.id, 'graph')).toBeUndefined();
    expect(await vault.count('')).toBe(0);
  });

  it('does not get what was on its way to the disk when they came', async () => {
    await vault.claim(alice);
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    const { promise: sealing, resolve: begin } = Promise.withResolvers<void>();
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    jest.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...parts) => {
      begin();
      await mayGoOn;
      return encrypt(...parts);
    });
    const late = vault.write('alice', 'graph', 1);
    await sealing;
    await vault.wipe();
    await vault.claim(bob);
    goOn();
    expect(await late).toBe(false);
    expect(await vault.count('')).toBe(0);
  });
});

describe('after a wipe', () => {
  it('nothing can be read at once, and nothing is left in the end', async () => {
    await vault.claim(alice);
    await vault.write('alice', 'graph', 1);
    const wiped = vault.wipe();
    expect(await vault.read('alice', 'graph')).toBeUndefined();
    expect(await vault.write('alice', 'graph', 2)).toBe(false);
    expect(await wiped).toEqual({ ownerId: 'alice', names: ['graph'] });
    expect(await disk()).toBe('');
    expect(await vault.ownerId()).toBeUndefined();
  });

  it('what the browser died too early to remove is nobody’s', async () => {
    await vault.claim(alice);
    await vault.write('alice', 'graph', 1);
    localStorage.removeItem(MARK);
    expect(await vault.ownerId()).toBeUndefined();
    await vault.claim(alice);
    expect(await vault.read('alice', 'graph')).toBeUndefined();
  });

  it('a claim that began before does not count', async () => {
    const claimed = vault.claim(alice);
    await vault.wipe();
    await claimed;
    expect(await vault.ownerId()).toBeUndefined();
  });
});

it.each([
  ['a week', 7 * 86_400_000 + 1],
  ['a clock that was set back', -2 * 86_400_000],
])('nobody is remembered after %s without the server', async (_what, laterMs) => {
  await vault.claim(alice);
  await vault.write('alice', 'graph', 1);
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + laterMs);
  expect(await vault.ownerId()).toBeUndefined();
  jest.restoreAllMocks();
});

it('what somebody has exchanged for another record is not taken for it', async () => {
  await vault.claim(alice);
  await vault.write('alice', 'one', 1);
  await vault.write('alice', 'two', 2);
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('payloom-offline');
    request.onsuccess = () => resolve(request.result);
  });
  const store = db.transaction('records', 'readwrite').objectStore('records');
  await new Promise<void>((resolve) => {
    const request = store.get('one');
    request.onsuccess = () => (store.put(request.result, 'two').onsuccess = () => resolve());
  });
  db.close();
  expect(await vault.read('alice', 'two')).toBeUndefined();
});

it('nothing is kept where a browser cannot seal', async () => {
  const locks = navigator.locks;
  Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined });
  expect(vault.isAvailable()).toBe(false);
  await vault.claim(alice);
  expect(await vault.write('alice', 'graph', 1)).toBe(false);
  expect(await vault.wipe()).toEqual({ names: [] });
  Object.defineProperty(navigator, 'locks', { configurable: true, value: locks });
});
