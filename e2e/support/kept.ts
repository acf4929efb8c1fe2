import type { Page } from '@playwright/test';

/**
 * What the browser keeps sealed under a name, as the page itself can read it: by the key that lies beside it, which it can use
 * but not read out. Undefined where there is nothing.
 */
export function readKept(page: Page, name: string): Promise<string | undefined> {
  return page.evaluate(async (asked) => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const db = await answer(indexedDB.open('payloom-offline'));
    try {
      if (!db.objectStoreNames.contains('keys')) return undefined;
      const stores = db.transaction(['keys', 'records']);
      const [kept, sealed] = await Promise.all([
        answer(stores.objectStore('keys').get('current')),
        answer(stores.objectStore('records').get(asked)),
      ]);
      if (!kept || !sealed) return undefined;
      const label = new TextEncoder().encode(`${kept.id} ${kept.ownerId} ${asked}`);
      const parameters = { name: 'AES-GCM', iv: sealed.nonce, additionalData: label };
      return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, kept.key, sealed.bytes));
    } finally {
      db.close();
    }
  }, name);
}

/** Everything that lies in the browser for this origin, as whoever has its disk would find it. */
export function readStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const text = (value: unknown): string =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder().decode(value)
        : typeof value === 'object' && value !== null
          ? Object.entries(value)
              .map(([key, each]) => `${key} ${text(each)}`)
              .join(' ')
          : String(value);
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const objects = db.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([answer(objects.getAllKeys()), answer(objects.getAll())]);
        found.push(`${name}.${store}`, text(keys), text(values));
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const isText = /json|html|text/.test(response?.headers.get('content-type') ?? '');
        found.push(request.url, isText ? ((await response?.text()) ?? '') : '');
      }
    }
    return found.join('\n');
  });
}
