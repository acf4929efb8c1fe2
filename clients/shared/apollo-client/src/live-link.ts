import { ApolloLink, CombinedGraphQLErrors, Observable } from '@apollo/client';
import { print, type GraphQLFormattedError } from 'graphql';
import type { Client } from 'graphql-ws';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The cursor of a live update: the one root field's `cursor`, where the document asks for it. */
function cursorOf(data: unknown): string | undefined {
  const update = isObject(data) ? Object.values(data)[0] : undefined;
  return isObject(update) && typeof update['cursor'] === 'string' ? update['cursor'] : undefined;
}

function toError(failure: unknown): unknown {
  if (Array.isArray(failure))
    return new CombinedGraphQLErrors({ errors: failure as GraphQLFormattedError[] });
  return failure instanceof Error
    ? failure
    : new Error('The live connection was closed.', { cause: failure });
}

/**
 * Sends subscriptions over the socket. After a lost connection graphql-ws sends the same payload again; moving its
 * `after` along with each update makes it go on behind the last one, where the document has the variable `$after`.
 */
export function liveLink(current: () => Client): ApolloLink {
  return new ApolloLink(({ query, operationName, variables, extensions }) => {
    const payload = { query: print(query), operationName, extensions, variables: { ...variables } };
    return new Observable<ApolloLink.Result>((observer) =>
      current().subscribe<Record<string, unknown>, Record<string, unknown>>(payload, {
        next: (result) => {
          const cursor = cursorOf(result.data);
          if (cursor) payload.variables['after'] = cursor;
          observer.next(result);
        },
        error: (failure) => observer.error(toError(failure)),
        complete: () => observer.complete(),
      }),
    );
  });
}
