import { v7 as uuidv7 } from 'uuid';
import { fewOfEachKind } from './few-of-each-kind.ts';

it('shows findings that differ in ids alone a few times, and all others', () => {
  const lost = Array.from({ length: 7 }, () => `${uuidv7()} was lost`);
  expect(fewOfEachKind([...lost, 'the ledger sums to 5'])).toEqual([
    ...lost.slice(0, 4),
    'and 3 more: * was lost',
    'the ledger sums to 5',
  ]);
});

it('takes subscribers by their numbers for one kind', () => {
  const lost = Array.from({ length: 5 }, (_, index) => `subscriber ${index}: one never came`);
  expect(fewOfEachKind(lost)).toEqual([...lost.slice(0, 4), 'and 1 more: subscriber *: one never came']);
});
