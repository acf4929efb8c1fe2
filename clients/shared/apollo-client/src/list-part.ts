import { InMemoryCache, type ApolloClient } from '@apollo/client';

/**
 * Behind which cursor a list in the cache begins, by its name there: `payments:{"$start":"MDE5"}`. Undefined of one that
 * begins with the newest; only that one gets what is new.
 */
export function startOf(storeFieldName: string): string | undefined {
  return /"\$start":"([^"]+)"/.exec(storeFieldName)?.[1];
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
  cache.modify({
    fields: (stored: unknown, { storeFieldName, DELETE }) => {
      const start = startOf(storeFieldName);
      return start === undefined || shown.has(start) ? stored : DELETE;
    },
  });
  // What was read of them is remembered too: 400 MB after 100,000 rows.
  if (cache instanceof InMemoryCache) cache.gc({ resetResultCache: true });
}
