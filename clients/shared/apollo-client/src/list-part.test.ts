import { ApolloClient, ApolloLink, gql, Observable } from '@apollo/client';
import { createCache } from './cache.ts';
import { forgetParts, startOf } from './list-part.ts';

const list = gql`
  query List($filter: PaymentFilter, $after: String) {
    payments(filter: $filter, first: 1, after: $after) {
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;

const page = (id: string) => ({
  payments: {
    __typename: 'PaymentConnection',
    edges: [{ __typename: 'PaymentEdge', cursor: id, node: { __typename: 'Payment', id } }],
    pageInfo: { __typename: 'PageInfo', endCursor: id, hasNextPage: true },
  },
});

const behind = (cursor: string) => ({ after: cursor, start: cursor });

const rootOf = (extracted: unknown): object => (extracted as { ROOT_QUERY: object }).ROOT_QUERY;

/** A client that answers for lists. */
function createClient() {
  const link = new ApolloLink(({ variables }) => {
    const after: unknown = variables['after'];
    return new Observable((observer) => {
      observer.next({ data: page(typeof after === 'string' ? `behind ${after}` : 'newest') });
      observer.complete();
    });
  });
  const client = new ApolloClient({ cache: createCache(), link, devtools: { enabled: false } });
  return {
    client,
    ids: () => Object.keys(client.cache.extract() as Record<string, unknown>),
    lists: () => Object.keys(rootOf(client.cache.extract())),
    knows: (variables: object) => client.readQuery({ query: list, variables }) !== null,
  };
}

it('reads from a name in the cache where its list begins, whatever is searched for', async () => {
  const { client, lists } = createClient();
  await client.query({ query: list, variables: { ...behind('MDE5'), filter: { search: '"$start":"x"' } } });
  await client.query({ query: list, variables: { filter: { search: '"$start":"x"' } } });
  const names = lists().filter((name) => name !== '__typename');
  expect(names.map(startOf)).toEqual(['MDE5', undefined]);
});

it('forgets the parts that nobody looks at, with their rows; the newest stay', async () => {
  const { client, ids, knows } = createClient();
  await client.query({ query: list });
  await client.query({ query: list, variables: behind('1') });
  const shown = client.watchQuery({ query: list, variables: behind('2') });
  const watch = shown.subscribe(() => undefined);
  await client.query({ query: list, variables: behind('2') });
  forgetParts(client);
  expect(knows({})).toBe(true);
  expect(knows(behind('1'))).toBe(false);
  expect(knows(behind('2'))).toBe(true);
  expect(ids().filter((id) => id.startsWith('Payment:'))).toEqual(['Payment:newest', 'Payment:behind 2']);
  watch.unsubscribe();
});

const statement = gql`
  query Statement($after: String) {
    walletStatement(month: "2026-10", timeZone: "UTC") {
      currency
      month
      timeZone
      lines(first: 1, after: $after) {
        edges {
          cursor
          node {
            id
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`;

it('forgets the parts of a list that stands in an object too', async () => {
  const { client, ids } = createClient();
  const keep = (cursor: string, variables: object) =>
    client.writeQuery({
      query: statement,
      variables,
      data: {
        walletStatement: {
          __typename: 'WalletStatement',
          currency: 'EUR',
          month: '2026-10',
          timeZone: 'UTC',
          lines: {
            __typename: 'StatementLineConnection',
            edges: [
              { __typename: 'StatementLineEdge', cursor, node: { __typename: 'StatementLine', id: cursor } },
            ],
            pageInfo: { __typename: 'PageInfo', endCursor: cursor, hasNextPage: true },
          },
        },
      },
    });
  keep('1', {});
  keep('2', behind('1'));
  forgetParts(client);
  expect(ids().filter((id) => id.startsWith('StatementLine:'))).toEqual(['StatementLine:1']);
});
