import type { ApolloCache, Reference } from '@apollo/client';
import { startOf } from '@payloom/apollo-client/list-part';
import type { DeadLetterRowFragment } from './__generated__/dead-letter.ts';
import { matchesFilter, type AskedLetterFilter } from './letter-filter.ts';

/** A list that live updates make longer than this is loaded anew. */
export const LIST_LENGTH_MAX = 500;

type Placed = Pick<DeadLetterRowFragment, 'id' | 'status' | 'queue' | 'eventType'>;

interface Edge {
  __typename: 'DeadLetterEdge';
  cursor: string;
  node: Reference;
}

interface StoredList {
  edges: readonly Edge[];
  pageInfo?: { hasNextPage?: boolean };
}

/** The filter of a list by its name in the cache: `deadLetters:{"filter":{"status":"OPEN"}}`. */
function filterOf(storeFieldName: string): Partial<AskedLetterFilter> {
  const at = storeFieldName.indexOf('{');
  if (at < 0) return {};
  const { filter } = JSON.parse(storeFieldName.slice(at)) as { filter?: Partial<AskedLetterFilter> | null };
  return filter ?? {};
}

/** Newest first; ids are UUIDv7 and sort by the time they were made. */
function insert(list: StoredList, edge: Edge, isOlder: (other: Reference) => boolean): StoredList {
  const at = list.edges.findIndex(({ node }) => isOlder(node));
  if (at >= 0) return { ...list, edges: list.edges.toSpliced(at, 0, edge) };
  // Older than all that is shown: it comes with the page that it is on.
  if (list.pageInfo?.hasNextPage) return list;
  return { ...list, edges: [...list.edges, edge] };
}

/**
 * Puts a dead letter, which the cache holds already, into every cached list that it belongs to. A list that it does not
 * belong to any more keeps it: whoever shows the list decides when it goes. Tells whether a list has become so long that
 * it has to be loaded anew.
 */
export function placeLetter(cache: ApolloCache, letter: Placed): { overflowed: boolean } {
  let overflowed = false;
  cache.modify<{ deadLetters: StoredList }>({
    fields: {
      deadLetters: (stored, { storeFieldName, readField, toReference }) => {
        const list = stored as StoredList;
        // What is new does not belong into a part that begins further back.
        if (startOf(storeFieldName) !== undefined) return list;
        const node = toReference({ __typename: 'DeadLetter', id: letter.id });
        if (!node || !matchesFilter(letter, filterOf(storeFieldName))) return list;
        const idOf = (other: Reference): string => readField<string>('id', other) ?? '';
        if (list.edges.some((edge) => idOf(edge.node) === letter.id)) return list;
        // Without a cursor: a list is continued behind the last letter that the graph gave.
        const edge = { __typename: 'DeadLetterEdge' as const, cursor: '', node };
        const placed = insert(list, edge, (other) => idOf(other) < letter.id);
        overflowed ||= placed.edges.length > LIST_LENGTH_MAX;
        return placed;
      },
    },
  });
  return { overflowed };
}
