import { CombinedGraphQLErrors } from '@apollo/client';
import { describeFailure, describeUnanswered } from './describe-failure.ts';

const answered = (code: string, message: string) =>
  new CombinedGraphQLErrors({ errors: [{ message, extensions: { code } }] });

test.each([
  [answered('FORBIDDEN', 'You may not see this.'), 'You may not see this.'],
  [answered('INTERNAL_SERVER_ERROR', 'select * from …'), /Something went wrong on our side/],
  [answered('SUBGRAPH_UNAVAILABLE', 'http://10.0.0.7'), /Something went wrong on our side/],
  [new TypeError('Failed to fetch'), /could not be reached/],
])('%o is told in words', (error, words) => {
  expect(describeFailure(error)).toMatch(words);
});

test('a refusal of a payment is told as it is; where nothing is known, that is said', () => {
  expect(describeUnanswered(answered('UNAUTHENTICATED', 'Sign in again.'), 'Pay again.')).toBe(
    'Sign in again.',
  );
  // Nothing was done of what came too often.
  expect(describeUnanswered(answered('RATE_LIMITED', 'Too much.'), 'Pay again.')).toBe('Too much.');
  const unknown = describeUnanswered(answered('INTERNAL_SERVER_ERROR', 'boom'), 'Pay again.');
  expect(unknown).toMatch(/do not know yet whether it went through. Pay again./);
  expect(unknown).not.toMatch(/boom/);
});

test('of what was made nobody is told that it was refused, whatever else could not be told of it', () => {
  const path = ['makePayment', 'recipient', 'displayName'];
  const error = { message: 'Too much.', path, extensions: { code: 'RATE_LIMITED' } };
  const sentence = describeUnanswered(new CombinedGraphQLErrors({ errors: [error] }), 'Pay again.');
  expect(sentence).toMatch(/do not know yet whether it went through. Pay again./);
  const whole = { ...error, path: ['makePayment'] };
  expect(describeUnanswered(new CombinedGraphQLErrors({ errors: [whole] }), 'Pay again.')).toBe('Too much.');
});
