import type { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { useWords } from './words.ts';

const known = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'SUBGRAPH_UNAVAILABLE',
  'BROKER_UNAVAILABLE',
  'RATE_LIMITED',
  'DOCUMENT_NOT_TRUSTED',
] as const;

// By their names: pages before signing in say such sentences without having the client, which has the classes.
const isOfGraph = (error: unknown): error is CombinedGraphQLErrors =>
  error instanceof Error && error.name === 'CombinedGraphQLErrors' && 'errors' in error;
const isOfServer = (error: unknown): error is ServerError =>
  error instanceof Error && error.name === 'ServerError' && 'statusCode' in error;

/** What a proxy in front of the graph says by its status; it has no codes of the graph. */
function proxySentence({ statusCode, bodyText }: ServerError): string {
  const t = useWords.now();
  // The graph itself, of a page whose operations are too old for it.
  if (statusCode === 403 && bodyText.includes('DOCUMENT_NOT_TRUSTED')) return t('DOCUMENT_NOT_TRUSTED');
  if (statusCode === 401) return t('UNAUTHENTICATED');
  if (statusCode === 429) return t('RATE_LIMITED');
  if (statusCode === 413) return t('REQUEST_TOO_LARGE');
  return t(statusCode >= 502 && statusCode <= 504 ? 'UNAVAILABLE' : 'failed');
}

/** What to tell somebody about a request that failed through no fault of theirs: what happened and what to do. */
export function failureSentence(error: unknown): string {
  const t = useWords.now();
  if (isOfGraph(error)) {
    const code = error.errors[0]?.extensions?.['code'];
    return t(known.find((each) => each === code) ?? 'failed');
  }
  if (isOfServer(error)) return proxySentence(error);
  return t(navigator.onLine ? 'unreachable' : 'offline');
}
