import { alice, bob, page } from '../../testing/users.ts';
import type { UserListQuery } from './__generated__/user-list.ts';
import { placeNewest } from './place-newest.ts';

const carol = { ...alice, id: 'u3', displayName: 'Carol' };
const idsIn = ({ users }: UserListQuery) => users.edges.map(({ node }) => node.id);

test('who is new comes on top, and the pages behind stay with where they end', () => {
  const placed = placeNewest(page([alice, bob], 30, true), page([carol, alice], 31, true));
  expect(idsIn(placed)).toEqual(['u3', 'u1', 'u2']);
  expect(placed.users.totalCount).toBe(31);
  expect(placed.users.pageInfo).toMatchObject({
    startCursor: 'cursor-u3',
    endCursor: 'cursor-u2',
    hasNextPage: true,
  });
});

test('who was placed already is not placed twice, and is as they are now', () => {
  const placed = placeNewest(page([{ ...carol, displayName: null }, alice]), page([carol, alice]));
  expect(placed.users.edges.map(({ node }) => node)).toEqual([carol, alice]);
});

test('where all the newest are new, somebody between them and the rest may be missing: they stand alone', () => {
  expect(idsIn(placeNewest(page([alice, bob]), page([carol], 40, true)))).toEqual(['u3']);
});

test('a list that nobody was in becomes the newest', () => {
  expect(idsIn(placeNewest(page([]), page([carol])))).toEqual(['u3']);
});
