import { InMemoryCache, type ApolloCache, type ApolloClient } from '@apollo/client';
import type { Modifier } from '@apollo/client/cache';

/**
 * Behind which cursor a list in the cache begins, by its name there: `payments:{"$start":"MDE5"}`. Undefined of one that
 * begins with the newest; only that one gets what is new.
 */
export function startOf(storeFieldName: string): string | undefined {
  return /"\$start":"([^"]+)"/.exec(storeFieldName)?.[1];
}

/** What in the cache has parts of lists: the queries' root, and objects with a list of their own, such as a statement. */
function ownersOf(cache: ApolloCache): string[] {
  const stored: unknown = cache.extract();
  if (typeof stored !== 'object' || stored === null) return [];
  return Object.entries(stored)
    .filter(([, fields]: [string, object]) => Object.keys(fields).some((name) => startOf(name) !== undefined))
    .map(([id]) => id);
}

/**
 * Forgets the parts of long lists that no page shows: whoever goes through 100,000 rows does not keep them all. The
 * newest of each list stay.
 */
export function forgetParts(client: ApolloClient): void {
  const { cache } = client;
  const shown = new Set(
    [...client.getObservableQueries('active')].map(({ variables }): unknown => variables['start']),
  );
  const fields: Modifier<unknown> = (stored: unknown, { storeFieldName, DELETE }) => {
    const start = startOf(storeFieldName);
    return start === undefined || shown.has(start) ? stored : DELETE;
  };
  for (const id of ownersOf(cache)) cache.modify({ id, fields });
  // What was read of them is remembered too: 400 MB after 100,000 rows.
  if (cache instanceof InMemoryCache) cache.gc({ resetResultCache: true });
}
