import { CombinedGraphQLErrors } from '@apollo/client';
import { countLetters, resolvedSentence } from './resolved-sentence.ts';
import { whyNotResolved } from './why-not-resolved.ts';

test.each([
  ['replay', 1, 0, 'Dead letter replayed'],
  ['discard', 3, 0, '3 dead letters discarded'],
  ['replay', 3, 1, '3 replayed, 1 was not open any more'],
  ['discard', 1, 2, '1 discarded, 2 were not open any more'],
  ['replay', 0, 1, 'Nothing was replayed: 1 was not open any more'],
] as const)('%s of %d with %d skipped reads "%s"', (resolution, done, skipped, words) => {
  expect(resolvedSentence(resolution, done, skipped)).toBe(words);
});

test('letters are counted in words', () => {
  expect(countLetters(1)).toBe('1 dead letter');
  expect(countLetters(12)).toBe('12 dead letters');
});

const refused = (code: string, message: string) =>
  new CombinedGraphQLErrors({ errors: [{ message, extensions: { code } }] });

test.each([
  [
    refused('BROKER_UNAVAILABLE', 'The event broker does not answer. 2 replayed before.'),
    'The event broker does not answer. 2 replayed before.',
  ],
  [
    refused('BAD_USER_INPUT', 'ids: there is no consumer a.b.c any more.'),
    'There is no consumer a.b.c any more.',
  ],
  [refused('INTERNAL_SERVER_ERROR', 'select * from …'), /^Something went wrong on our side/],
  [new TypeError('Failed to fetch'), /could not be reached/],
])('why it could not be done is told in words', (error, words) => {
  expect(whyNotResolved(error)).toMatch(words);
});
