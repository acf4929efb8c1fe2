import { gql } from '@apollo/client';
import { createCache } from './cache.ts';

const payment = (id: string) => ({ __typename: 'Payment', id, status: 'PENDING' });
const page = (ids: string[], endCursor: string) => ({
  payments: {
    __typename: 'PaymentConnection',
    edges: ids.map((id) => ({ __typename: 'PaymentEdge', cursor: id, node: payment(id) })),
    pageInfo: { __typename: 'PageInfo', endCursor, hasNextPage: true },
  },
});
const list = gql`
  query List($filter: PaymentFilter, $after: String) {
    payments(filter: $filter, first: 2, after: $after) {
      edges {
        cursor
        node {
          id
          status
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;
const one = gql`
  query One($id: ID!) {
    payment(id: $id) {
      id
      status
    }
  }
`;
const idsIn = (data: ReturnType<typeof page> | null) => data?.payments.edges.map(({ node }) => node.id);

it('grows a list page by page, and keeps each filter to itself', () => {
  const cache = createCache();
  cache.writeQuery({ query: list, data: page(['4', '3'], '3') });
  cache.writeQuery({ query: list, variables: { after: '3' }, data: page(['2', '1'], '1') });
  cache.writeQuery({ query: list, variables: { filter: { search: 'rent' } }, data: page(['2'], '2') });
  expect(idsIn(cache.readQuery({ query: list }))).toEqual(['4', '3', '2', '1']);
  expect(idsIn(cache.readQuery({ query: list, variables: { filter: { search: 'rent' } } }))).toEqual(['2']);
});

it('shows a payment of the list without asking again', () => {
  const cache = createCache();
  cache.writeQuery({ query: list, data: page(['4'], '4') });
  expect(cache.readQuery({ query: one, variables: { id: '4' } })).toEqual({ payment: payment('4') });
  expect(cache.readQuery({ query: one, variables: { id: 'unknown' } })).toBeNull();
});

it('remembers that a payment is not there', () => {
  const cache = createCache();
  cache.writeQuery({ query: one, variables: { id: '5' }, data: { payment: null } });
  expect(cache.readQuery({ query: one, variables: { id: '5' } })).toEqual({ payment: null });
});

it('matches a fragment on Problem with each kind of problem', () => {
  const query = gql`
    query Result {
      result {
        ... on Problem {
          message
        }
      }
    }
  `;
  for (const __typename of ['InsufficientFunds', 'EmailTaken', 'InvalidInput']) {
    const cache = createCache();
    const data = { result: { __typename, message: 'It is so.' } };
    cache.writeQuery({ query, data });
    expect(cache.readQuery({ query })).toEqual(data);
  }
});

it('tells a list that could not be had from an empty one, and keeps what it knows of it', () => {
  const cache = createCache();
  cache.writeQuery({ query: list, data: { payments: null } });
  expect(cache.readQuery({ query: list })).toEqual({ payments: null });
  cache.writeQuery({ query: list, data: page(['4'], '4') });
  cache.writeQuery({ query: list, data: { payments: null } });
  expect(idsIn(cache.readQuery({ query: list }))).toEqual(['4']);
});
