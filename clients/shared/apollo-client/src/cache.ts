import { InMemoryCache, type FieldFunctionOptions, type FieldPolicy, type Reference } from '@apollo/client';
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
type List = NonNullable<Parameters<Exclude<ConnectionPolicy['merge'], boolean | undefined>>[0]>;
type Page = NonNullable<Parameters<Exclude<ConnectionPolicy['merge'], boolean | undefined>>[1]>;

/** What was loaded behind the last row of a first page that comes anew; nothing where the two do not meet. */
function tailBehind(page: Page, list: List | null | undefined): List['edges'] {
  const last = page.edges?.at(-1)?.cursor;
  if (!list || !last || !page.pageInfo?.hasNextPage) return [];
  const at = list.edges.findIndex(({ cursor }) => cursor === last);
  return at < 0 ? [] : list.edges.slice(at + 1);
}

/** Whether a page is the first of its list: of a part that is the one behind the cursor where it begins. */
function isFirst({ args, variables }: FieldFunctionOptions): boolean {
  const after: unknown = args?.['after'];
  return !after || after === variables?.['start'];
}

/**
 * A list that grows page by page. Null, where a part of the graph does not answer, is no empty list: it stays null, and
 * what is known of the list stays as it is. A first page that comes anew is the truth as far as it reaches; what was
 * loaded behind it stays, so that whoever comes back to a long list finds it as long as it was. A part of a long list,
 * the variable `start` says from which cursor on, is a list of its own; no operation declares it, so that it stays here.
 */
function connection(keyArgs: string[] = []): ConnectionPolicy {
  const policy = relayStylePagination([...keyArgs, '$start']);
  const { merge } = policy;
  if (typeof merge !== 'function') return policy;
  return {
    ...policy,
    merge: (existing, incoming, options) => {
      if (incoming === null) return existing ?? null;
      const first = isFirst(options);
      // Behind a cursor, Apollo's own would append it, and the part would be there twice.
      const before = first && options.args?.['after'] ? null : existing;
      const merged = merge(before, incoming, options);
      const tail = first ? tailBehind(incoming, existing) : [];
      if (!merged || !existing || tail.length === 0) return merged;
      const { hasNextPage, endCursor } = existing.pageInfo;
      const pageInfo = { ...merged.pageInfo, hasNextPage, endCursor };
      return { ...merged, edges: [...merged.edges, ...tail], pageInfo };
    },
  };
}

/** Of a list that each answer has all of. */
const theLatest: FieldPolicy = { merge: false };

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
          paymentRequests: connection(),
          payouts: connection(),
          topUps: connection(),
          users: connection(['filter']),
          auditEntries: connection(['filter']),
          deadLetters: connection(['filter']),
        },
      },
      User: {
        fields: {
          wallets: theLatest,
          passkeys: theLatest,
          payments: connection(['filter']),
          auditTrail: connection(),
          sessions: connection(),
          notifications: connection(),
        },
      },
      // It has no id: it is a wallet's month, cut by a time zone.
      WalletStatement: { keyFields: ['currency', 'month', 'timeZone'], fields: { lines: connection() } },
      EventQueue: { keyFields: ['queue'] },
      // Values, not objects: each belongs to the field it stands in.
      Money: { keyFields: false },
    },
  });
}
