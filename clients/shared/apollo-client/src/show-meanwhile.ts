import type { ApolloCache, DocumentNode, StoreObject } from '@apollo/client';

interface Meanwhile<Row extends StoreObject> {
  fragment: DocumentNode;
  fragmentName: string;
  /** How it is shown until the graph says how it is. */
  data: Row;
}

let count = 0;

/** Shows an object as it is going to be; returns what shows it as the graph has it, whatever has come meanwhile. */
export function showMeanwhile<Row extends StoreObject>(
  cache: ApolloCache,
  { fragment, fragmentName, data }: Meanwhile<Row>,
): () => void {
  count += 1;
  const layer = `meanwhile ${count}`;
  cache.recordOptimisticTransaction((layered) => {
    layered.writeFragment({ id: cache.identify(data), fragment, fragmentName, data });
  }, layer);
  return () => cache.removeOptimistic(layer);
}
