import { CombinedGraphQLErrors } from '@apollo/client';

const sentences: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'Your session has ended. Sign in again, then repeat this.',
  FORBIDDEN: 'You may not do this.',
  SUBGRAPH_UNAVAILABLE: 'A part of Payloom is not available right now. Try again in a moment.',
  BROKER_UNAVAILABLE: 'The part of Payloom that carries events does not answer. Try again in a moment.',
};

/** What to tell somebody about a request that failed through no fault of theirs: what happened and what to do. */
export function failureSentence(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) {
    const code = error.errors[0]?.extensions?.['code'];
    const known = typeof code === 'string' ? sentences[code] : undefined;
    return known ?? 'Something went wrong on our side. Try again in a moment.';
  }
  if (!navigator.onLine) return 'You are offline. Try again when the connection is back.';
  return 'Payloom could not be reached. Check your connection and try again.';
}
