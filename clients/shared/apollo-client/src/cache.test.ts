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

it('keeps what was loaded behind a first page that comes anew, and drops it where the two do not meet', () => {
  const cache = createCache();
  const loadFirst = (...ids: string[]) =>
    cache.writeQuery({ query: list, data: page(ids, ids.at(-1) ?? '') });
  loadFirst('4', '3');
  cache.writeQuery({ query: list, variables: { after: '3' }, data: page(['2', '1'], '1') });
  loadFirst('5', '3');
  const known: ReturnType<typeof page> | null = cache.readQuery({ query: list });
  expect(idsIn(known)).toEqual(['5', '3', '2', '1']);
  expect(known?.payments.pageInfo.endCursor).toBe('1');
  loadFirst('9', '8');
  expect(idsIn(cache.readQuery({ query: list }))).toEqual(['9', '8']);
});

it('keeps a part that begins behind a cursor as a list of its own', () => {
  const cache = createCache();
  const part = { start: '3', after: '3' };
  cache.writeQuery({ query: list, data: page(['4', '3'], '3') });
  cache.writeQuery({ query: list, variables: part, data: page(['2', '1'], '1') });
  cache.writeQuery({ query: list, variables: { start: '3', after: '1' }, data: page(['0'], '0') });
  expect(idsIn(cache.readQuery({ query: list }))).toEqual(['4', '3']);
  expect(idsIn(cache.readQuery({ query: list, variables: part }))).toEqual(['2', '1', '0']);
});

it('has each row of a part once when its first page comes anew', () => {
  const cache = createCache();
  const part = { start: '9', after: '9' };
  const loadFirst = (...ids: string[]) =>
    cache.writeQuery({ query: list, variables: part, data: page(ids, ids.at(-1) ?? '') });
  const known = (): ReturnType<typeof page> | null => cache.readQuery({ query: list, variables: part });
  loadFirst('8', '7');
  loadFirst('8', '7');
  expect(idsIn(known())).toEqual(['8', '7']);
  cache.writeQuery({ query: list, variables: { start: '9', after: '7' }, data: page(['6', '5'], '5') });
  loadFirst('8', '7');
  expect(idsIn(known())).toEqual(['8', '7', '6', '5']);
  expect(known()?.payments.pageInfo.endCursor).toBe('5');
  loadFirst('4', '3');
  expect(idsIn(known())).toEqual(['4', '3']);
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
