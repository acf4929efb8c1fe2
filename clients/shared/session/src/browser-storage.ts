/** As much of a `Storage` as is needed of one. */
export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

function inMemory(): BrowserStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

function storageOf(page: Pick<typeof globalThis, 'localStorage'>): BrowserStorage {
  try {
    // Where a browser lets sites keep nothing, to look at it is an error.
    return page.localStorage ?? inMemory();
  } catch {
    return inMemory();
  }
}

let storage: BrowserStorage | undefined;

/** What this browser keeps over a reload; where it lets this site keep nothing, as long as the page is there. */
export const browserStorage = (): BrowserStorage => (storage ??= storageOf(globalThis));
