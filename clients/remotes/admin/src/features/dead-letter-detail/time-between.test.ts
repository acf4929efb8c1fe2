import { triesWords } from './letter-facts.tsx';
import { timeBetween } from './time-between.ts';

const start = '2026-11-22T10:00:00.000Z';

test.each([
  ['2026-11-22T10:00:00.437Z', '0.4 s'],
  ['2026-11-22T10:00:12.400Z', '12 s'],
  ['2026-11-22T10:03:10.000Z', '3 min'],
  ['2026-11-22T12:30:00.000Z', '2.5 h'],
  ['2026-11-22T09:59:59.000Z', '0 s'],
])('%s is %s later', (to, words) => {
  expect(timeBetween(start, to)).toBe(words);
});

test.each([
  [1, 1, 'after 1 try'],
  [12, 2, 'after 12 tries, for the 2nd time'],
  [12, 11, 'after 12 tries, for the 11th time'],
  [12, 23, 'after 12 tries, for the 23rd time'],
])('%d tries, given up %d times, read "%s"', (attempts, timesParked, words) => {
  expect(triesWords({ attempts, timesParked })).toBe(words);
});
