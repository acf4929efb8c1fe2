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

type ConnectionPolicy = ReturnType<typeof relayStylePagination>;

/**
 * A list that grows page by page. Null, where a part of the graph does not answer, is no empty list: it stays null, and
 * what is known of the list stays as it is.
 */
function connection(keyArgs?: string[]): ConnectionPolicy {
  const policy = relayStylePagination(keyArgs);
  const { merge } = policy;
  if (typeof merge !== 'function') return policy;
  return {
    ...policy,
    merge: (existing, incoming, options) =>
      incoming === null ? (existing ?? null) : merge(existing, incoming, options),
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
          payments: connection(['filter']),
          paymentSchedules: connection(),
          users: connection(['filter']),
          auditEntries: connection(['filter']),
          deadLetters: connection(['filter']),
        },
      },
      User: {
        fields: {
          payments: connection(['filter']),
          auditTrail: connection(),
          sessions: connection(),
        },
      },
      EventQueue: { keyFields: ['queue'] },
      // Values, not objects: each belongs to the field it stands in.
      Money: { keyFields: false },
    },
  });
}
