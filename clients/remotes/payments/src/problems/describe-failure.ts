import { CombinedGraphQLErrors } from '@apollo/client';

/** Codes with which the graph says that it did nothing at all. */
const refusals: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT']);

/** What the graph said when it refused; undefined where it did not answer, or could not. */
function refusalOf(error: unknown): string | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  return error.errors.find(({ extensions }) => refusals.has(extensions?.['code']))?.message;
}

/** Why something could not be loaded, in a sentence for whoever waits for it. */
export function describeFailure(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal) return refusal;
  if (CombinedGraphQLErrors.is(error)) return 'Something went wrong on our side. Try again in a moment.';
  return 'Payloom could not be reached. Check your connection, then try again.';
}

/** Why money was not seen to move. Without an answer nobody knows whether it did, and the sentence says what is safe. */
export function describeUnanswered(error: unknown, tryAgain: string): string {
  return (
    refusalOf(error) ??
    `No answer came, so we do not know yet whether it went through. ${tryAgain} It happens only once, however often you try.`
  );
}
