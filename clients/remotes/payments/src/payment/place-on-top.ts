import type { ApolloCache, Reference } from '@apollo/client';
import { startOf } from '@payloom/apollo-client/list-part';
import { cursorOf } from './place-payment.ts';

interface StoredList {
  edges: readonly { __typename: string; cursor: string; node: Reference }[];
}

const lists = {
  PaymentRequest: 'paymentRequests',
  PaymentSchedule: 'paymentSchedules',
  Payout: 'payouts',
  TopUp: 'topUps',
} as const;

/** Puts what the cache holds on top of the viewer's list of its kind, unless it is there: newer ones come later. A part that begins further back stays as it is. */
export function placeOnTop(cache: ApolloCache, typename: keyof typeof lists, id: string): void {
  cache.modify<Record<string, StoredList>>({
    fields: {
      [lists[typename]]: (stored, { storeFieldName, readField, toReference }) => {
        const list = stored as StoredList;
        if (startOf(storeFieldName) !== undefined) return list;
        const node = toReference({ __typename: typename, id });
        if (!node || list.edges.some((edge) => readField<string>('id', edge.node) === id)) return list;
        const newest = list.edges[0] && readField<string>('id', list.edges[0].node);
        if (newest && newest > id) return list;
        const edge = { __typename: `${typename}Edge`, cursor: cursorOf(id), node };
        return { ...list, edges: [edge, ...list.edges] };
      },
    },
  });
}
