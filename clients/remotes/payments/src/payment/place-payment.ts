import type { ApolloCache, Reference } from '@apollo/client';
import type { PaymentRowFragment } from './__generated__/payment.ts';
import { belongsTo, type PaymentFilter } from './payment-filter.ts';

/** As many payments as a list loads at once; the same everywhere, for lists of one filter are one in the cache. */
export const FIRST_PAGE_SIZE = 20;

/** A list that live updates make longer than this is cut at its end, which "Load more" then brings back. */
export const LIST_LENGTH_MAX = 500;

interface StoredList {
  edges: readonly { __typename: 'PaymentEdge'; cursor: string; node: Reference }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The filter of a list by its name in the cache: `payments:{"filter":{"status":["FAILED"]}}`. */
export function filterOf(storeFieldName: string): PaymentFilter {
  const at = storeFieldName.indexOf('{');
  if (at < 0) return {};
  const { filter } = JSON.parse(storeFieldName.slice(at).replace(/\)$/, '')) as {
    filter?: PaymentFilter | null;
  };
  return filter ?? {};
}

/** As the payments subgraph makes them, so that a list can be continued behind a payment that came live. */
export const cursorOf = (paymentId: string): string =>
  btoa(paymentId).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');

/** Newest first; ids are UUIDv7 and sort by the time they were made. */
function insert(
  list: StoredList,
  id: string,
  node: Reference,
  idOf: (node: Reference) => string,
): StoredList {
  const before = list.edges.findIndex((edge) => idOf(edge.node) < id);
  // Older than all that is shown: it comes with the page that it is on.
  if (before < 0 && list.pageInfo.hasNextPage) return list;
  const at = before < 0 ? list.edges.length : before;
  const edge = { __typename: 'PaymentEdge' as const, cursor: cursorOf(id), node };
  const edges = list.edges.toSpliced(at, 0, edge);
  if (edges.length <= LIST_LENGTH_MAX) return { ...list, edges };
  const kept = edges.slice(0, LIST_LENGTH_MAX);
  const endCursor = kept.at(-1)?.cursor ?? null;
  return { edges: kept, pageInfo: { ...list.pageInfo, hasNextPage: true, endCursor } };
}

/**
 * Puts a payment that the cache holds into every cached list that it belongs to and that does not have it yet. What a
 * list has already stays where it is, whatever its filter: nothing vanishes under a pointer. Tells whether some list
 * has to be asked for again, because only the server knows.
 */
export function placePayment(cache: ApolloCache, payment: PaymentRowFragment): { unsure: boolean } {
  let unsure = false;
  cache.modify<{ payments: StoredList }>({
    fields: {
      payments: (stored, { storeFieldName, readField, toReference }) => {
        const list = stored as StoredList;
        const idOf = (node: Reference): string => readField<string>('id', node) ?? '';
        if (list.edges.some(({ node }) => idOf(node) === payment.id)) return list;
        const belongs = belongsTo(payment, filterOf(storeFieldName));
        if (belongs === 'unsure') unsure = true;
        const node = toReference({ __typename: 'Payment', id: payment.id });
        return belongs === 'yes' && node ? insert(list, payment.id, node, idOf) : list;
      },
    },
  });
  return { unsure };
}
