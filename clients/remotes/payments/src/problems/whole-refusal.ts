import { CombinedGraphQLErrors } from '@apollo/client';

type GraphError = CombinedGraphQLErrors['errors'][number];

/**
 * The error by which the graph refused the whole of an operation, with one of these codes: then nothing was done. One that
 * stands deeper is about what else was asked for of something that was done.
 */
export function wholeRefusal(error: unknown, codes: ReadonlySet<unknown>): GraphError | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  return error.errors.find(
    ({ path, extensions }) => (path?.length ?? 0) <= 1 && codes.has(extensions?.['code']),
  );
}
