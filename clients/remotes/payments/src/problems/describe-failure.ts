import { CombinedGraphQLErrors } from '@apollo/client';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { refusedInput } from '@payloom/apollo-client/refused-input';
import { wholeRefusal } from './whole-refusal.ts';
import { useWords } from './words.ts';

/** Codes with which the graph says that it did nothing at all. */
const refusals: ReadonlySet<unknown> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
]);

const told = (message: string, error: unknown): string => refusedInput(message, failureSentence(error));

/** Why something could not be loaded, in a sentence for whoever waits for it. */
export function describeFailure(error: unknown): string {
  if (!CombinedGraphQLErrors.is(error)) return useWords.now()('unreachable');
  const refused = error.errors.find(({ extensions }) => refusals.has(extensions?.['code']));
  return refused ? told(refused.message, error) : useWords.now()('failed');
}

/** Why money was not seen to move. Without an answer nobody knows whether it did, and the sentence says what is safe. */
export function describeUnanswered(error: unknown, tryAgain: string): string {
  const refused = wholeRefusal(error, refusals);
  return refused ? told(refused.message, error) : useWords.now()('unanswered', { again: tryAgain });
}
