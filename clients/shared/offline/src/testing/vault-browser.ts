import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

/** One lock after the other, as a browser gives them to the tabs of an origin. */
function fakeLocks(): Pick<LockManager, 'request'> {
  const tails = new Map<string, Promise<unknown>>();
  async function request(
    name: string,
    ...rest: [LockGrantedCallback<unknown>] | [LockOptions, LockGrantedCallback<unknown>]
  ): Promise<unknown> {
    const [options, task] = rest.length === 1 ? [{}, rest[0]] : rest;
    const before = tails.get(name);
    if (options.ifAvailable && before) return task(null);
    const turn = (before ?? Promise.resolve()).then(() => task({ name, mode: 'exclusive' }));
    const tail = turn.then(
      () => undefined,
      () => undefined,
    );
    tails.set(name, tail);
    void tail.then(() => tails.get(name) === tail && tails.delete(name));
    return turn;
  }
  return { request };
}

/** Gives the test environment what a secure page has, and an empty disk. Before anything of the vault is used. */
export function giveVaultBrowser(): void {
  Object.assign(globalThis, { indexedDB: new IDBFactory() });
  Object.defineProperty(navigator, 'locks', { configurable: true, value: fakeLocks() });
}
