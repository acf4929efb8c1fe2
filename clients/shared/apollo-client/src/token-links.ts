import type { ApolloLink } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import type { SessionStore } from '@payloom/session/session-store';
import { OperationTypeNode } from 'graphql';
import { from, mergeMap } from 'rxjs';
import type { LiveClient } from './live-client.ts';
import { isTokenRefused } from './token-expiry.ts';

/** Puts the viewer's token on each request. */
export function tokenLink(session: Pick<SessionStore, 'freshToken'>): ApolloLink {
  return new SetContextLink(async () => {
    const token = await session.freshToken();
    return token ? { headers: { authorization: `Bearer ${token}` } } : {};
  });
}

/** Gets a new token when the server refuses the one it was given, and repeats the operation once. */
export function renewLink(session: Pick<SessionStore, 'refresh'>, live: LiveClient): ApolloLink {
  return new ErrorLink(({ error, operation, forward }) => {
    if (!isTokenRefused(error)) return;
    return from(session.refresh()).pipe(
      mergeMap(() => {
        // A socket keeps the token it was opened with.
        if (operation.operationType === OperationTypeNode.SUBSCRIPTION) live.current().terminate();
        return forward(operation);
      }),
    );
  });
}
