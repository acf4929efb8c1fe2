import { findContradictions } from './one-order.ts';

it('finds none where each list leaves something out of one order', () => {
  expect(findContradictions([['a', 'c'], ['a', 'b'], ['b', 'c', 'd'], ['e'], []])).toEqual([]);
});

it('finds what no order of all can have, over several lists too', () => {
  expect(
    findContradictions([
      ['x', 'a', 'b'],
      ['b', 'a'],
    ]).toSorted(),
  ).toEqual(['a', 'b']);
  expect(findContradictions([['a', 'b'], ['b', 'c'], ['c', 'a'], ['z']]).toSorted()).toEqual(['a', 'b', 'c']);
});
