import { InMemoryCache, type FieldPolicy, type Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes } from './__generated__/possible-types.ts';

/** `payment(id)` is answered from the cache when a list or a live update has brought that payment before. */
function byId(typename: string): FieldPolicy<Reference | null> {
  return {
    read: (existing, { args, toReference, canRead }) => {
      if (existing !== undefined) return existing;
      const id: unknown = args?.['id'];
      const reference = typeof id === 'string' ? toReference({ __typename: typename, id }) : undefined;
      return canRead(reference) ? reference : undefined;
    },
  };
}

/** The normalised cache that all remotes meet in: everything with an id is one object, lists grow page by page. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          payment: byId('Payment'),
          user: byId('User'),
          deadLetter: byId('DeadLetter'),
          payments: relayStylePagination(['filter']),
          paymentSchedules: relayStylePagination(),
          users: relayStylePagination(['filter']),
          auditEntries: relayStylePagination(['filter']),
          deadLetters: relayStylePagination(['filter']),
        },
      },
      User: {
        fields: {
          payments: relayStylePagination(['filter']),
          auditTrail: relayStylePagination(),
          sessions: relayStylePagination(),
        },
      },
      EventQueue: { keyFields: ['queue'] },
      // Values, not objects: each belongs to the field it stands in.
      Money: { keyFields: false },
    },
  });
}
