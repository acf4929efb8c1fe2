import { CombinedGraphQLErrors } from '@apollo/client';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { refusedInput } from '@payloom/apollo-client/refused-input';
import { useWords } from './words.ts';

/** Codes whose message tells an administrator more than we know here: how far it came, which consumer is gone. */
const telling: ReadonlySet<unknown> = new Set(['BROKER_UNAVAILABLE', 'BAD_USER_INPUT']);

/** Why dead letters could not be replayed or discarded: what happened and what to do. */
export function whyNotResolved(error: unknown): string {
  const told = CombinedGraphQLErrors.is(error)
    ? error.errors.find(({ extensions }) => telling.has(extensions?.['code']))?.message
    : undefined;
  if (told === undefined) return failureSentence(error);
  // Without the argument's name in front: "ids: there is no consumer ...".
  const sentence = told.replace(/^[a-z]\w*: /, '');
  return refusedInput(sentence.charAt(0).toUpperCase() + sentence.slice(1), useWords.now()('notDone'));
}
