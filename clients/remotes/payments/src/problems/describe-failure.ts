import { CombinedGraphQLErrors } from '@apollo/client';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { refusedInput } from '@payloom/apollo-client/refused-input';
import { useWords } from './words.ts';

/** Codes with which the graph says that it did nothing at all. */
const refusals: ReadonlySet<unknown> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
]);

/** What the graph said when it refused; undefined where it did not answer, or could not. */
function refusalOf(error: unknown): string | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  const refused = error.errors.find(({ extensions }) => refusals.has(extensions?.['code']));
  return refused && refusedInput(refused.message, failureSentence(error));
}

/** Why something could not be loaded, in a sentence for whoever waits for it. */
export function describeFailure(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal) return refusal;
  return useWords.now()(CombinedGraphQLErrors.is(error) ? 'failed' : 'unreachable');
}

/** Why money was not seen to move. Without an answer nobody knows whether it did, and the sentence says what is safe. */
export function describeUnanswered(error: unknown, tryAgain: string): string {
  return refusalOf(error) ?? useWords.now()('unanswered', { again: tryAgain });
}
