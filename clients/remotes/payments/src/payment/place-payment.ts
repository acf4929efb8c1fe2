import type { ApolloCache, Reference } from '@apollo/client';
import { startOf } from '@payloom/apollo-client/list-part';
import type { PaymentRowFragment } from './__generated__/payment.ts';
import { belongsTo, type PaymentFilter } from './payment-filter.ts';

/** As many payments as a list loads at once; the same everywhere, for lists of one filter are one in the cache. */
export const FIRST_PAGE_SIZE = 20;

/** From here on a list does not become longer by live updates: what falls off its end "Load more" brings back. */
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

/** Newest first, as ids are UUIDv7 and sort by the time they were made: puts the payment before the row at `before`. */
function insert(list: StoredList, id: string, node: Reference, before: number): StoredList {
  // Older than all that is shown: it comes with the page that it is on.
  if (before < 0 && list.pageInfo.hasNextPage) return list;
  const at = before < 0 ? list.edges.length : before;
  const edge = { __typename: 'PaymentEdge' as const, cursor: cursorOf(id), node };
  const edges = list.edges.toSpliced(at, 0, edge);
  // What somebody has loaded by scrolling is not taken from them.
  const lengthMax = Math.max(LIST_LENGTH_MAX, list.edges.length);
  if (edges.length <= lengthMax) return { ...list, edges };
  const kept = edges.slice(0, lengthMax);
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
        // What is new does not belong into a part that begins further back.
        if (startOf(storeFieldName) !== undefined) return list;
        const idOf = (node: Reference): string => readField<string>('id', node) ?? '';
        // What is new stands near the top: nobody looks through all of a long list for it.
        const before = list.edges.findIndex(({ node }) => idOf(node) <= payment.id);
        const there = list.edges[before];
        if (there && idOf(there.node) === payment.id) return list;
        const belongs = belongsTo(payment, filterOf(storeFieldName));
        if (belongs === 'unsure') unsure = true;
        const node = toReference({ __typename: 'Payment', id: payment.id });
        return belongs === 'yes' && node ? insert(list, payment.id, node, before) : list;
      },
    },
  });
  return { unsure };
}
