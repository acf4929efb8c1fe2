import type { InMemoryCache } from '@apollo/client';
import { createCache } from '@payloom/apollo-client/cache';
import { DeadLetterListDocument } from '../features/dead-letter-list/__generated__/dead-letter-list.ts';
import { letterOf } from '../testing/dead-letters.ts';
import { DeadLetterDetailFragmentDoc, type DeadLetterDetailFragment } from './__generated__/dead-letter.ts';
import { askedFilter, type LetterFilter } from './letter-filter.ts';
import { LIST_LENGTH_MAX, placeLetter } from './place-letters.ts';

const open: LetterFilter = { status: 'OPEN', queue: '', eventType: '' };
const variablesOf = (filter: LetterFilter) => ({ filter: askedFilter(filter), first: 25 });

function writeList(cache: InMemoryCache, filter: LetterFilter, ids: readonly string[], hasNextPage = false) {
  cache.writeQuery({
    query: DeadLetterListDocument,
    variables: variablesOf(filter),
    data: {
      deadLetters: {
        __typename: 'DeadLetterConnection',
        totalCount: ids.length,
        edges: ids.map((id) => ({ __typename: 'DeadLetterEdge' as const, cursor: id, node: letterOf(id) })),
        pageInfo: {
          __typename: 'PageInfo',
          hasNextPage,
          hasPreviousPage: false,
          startCursor: ids[0] ?? null,
          endCursor: ids.at(-1) ?? null,
        },
      },
    },
  });
}

/** As a live update does it: first into the cache, then into the lists. */
function arrive(cache: InMemoryCache, letter: DeadLetterDetailFragment) {
  cache.writeFragment({
    fragment: DeadLetterDetailFragmentDoc,
    fragmentName: 'DeadLetterDetail',
    data: letter,
  });
  return placeLetter(cache, letter);
}

function listed(cache: InMemoryCache, filter: LetterFilter) {
  const list = cache.readQuery({
    query: DeadLetterListDocument,
    variables: variablesOf(filter),
  })?.deadLetters;
  return { ids: list?.edges.map(({ node }) => node.id), endCursor: list?.pageInfo.endCursor };
}

test('a new letter comes on top of every list that it matches, and of no other', () => {
  const cache = createCache();
  const ofAudit = { ...open, queue: 'admin.audit-entries.add' };
  const lists: LetterFilter[] = [open, ofAudit, { ...open, status: '' }];
  const others: LetterFilter[] = [
    { ...open, status: 'REPLAYED' },
    { ...open, queue: 'payments.wallets.open' },
    { ...open, eventType: 'auth.' },
  ];
  for (const filter of [...lists, ...others]) writeList(cache, filter, ['2', '1']);
  arrive(cache, letterOf('3'));
  for (const filter of lists) expect(listed(cache, filter).ids).toEqual(['3', '2', '1']);
  for (const filter of others) expect(listed(cache, filter).ids).toEqual(['2', '1']);
});

test('a letter comes where its age belongs, once however often it is delivered', () => {
  const cache = createCache();
  writeList(cache, open, ['5', '3']);
  for (const id of ['4', '4', '1']) arrive(cache, letterOf(id));
  expect(listed(cache, open).ids).toEqual(['5', '4', '3', '1']);
});

test('a letter that is older than all that is loaded waits for its page', () => {
  const cache = createCache();
  writeList(cache, open, ['5', '3'], true);
  arrive(cache, letterOf('2'));
  expect(listed(cache, open)).toEqual({ ids: ['5', '3'], endCursor: '3' });
});

test('a live letter does not move the place where the list goes on', () => {
  const cache = createCache();
  writeList(cache, open, ['5', '3'], true);
  arrive(cache, letterOf('4'));
  arrive(cache, letterOf('6'));
  expect(listed(cache, open)).toEqual({ ids: ['6', '5', '4', '3'], endCursor: '3' });
});

test('it is told when a list has become too long', () => {
  const cache = createCache();
  const ids = Array.from({ length: LIST_LENGTH_MAX }, (_, index) => `b${1_000 - index}`);
  writeList(cache, open, ids.slice(1));
  expect(arrive(cache, letterOf('c1'))).toEqual({ overflowed: false });
  expect(arrive(cache, letterOf('c2'))).toEqual({ overflowed: true });
});
