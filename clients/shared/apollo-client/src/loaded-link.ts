import { ApolloLink, type ApolloClient } from '@apollo/client';
import { isLate } from '@payloom/session/fetch-in-time';
import { SessionUnreachable } from '@payloom/session/post';
import { OperationTypeNode } from 'graphql';
import { tap } from 'rxjs';
import type { NetworkStore } from './network.ts';

export interface LoadedLink {
  readonly link: ApolloLink;
  /** When what the page shows was loaded: the oldest of its queries counts. Undefined where nothing was loaded. */
  shownSince(client: Pick<ApolloClient, 'getObservableQueries'>): Date | undefined;
  /** When each query was answered last, in milliseconds since 1970. */
  answeredAt(): AnsweredAt;
  /** What an earlier page knew of the answers that this one goes on with. */
  recall(answeredAt: AnsweredAt): void;
}

export type AnsweredAt = Readonly<Record<string, number>>;

/**
 * A browser says so when it could not reach anybody, and so does the session where no token could be had; nobody answers who
 * is late. What a server answers is an error of another kind.
 */
const isLost = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof SessionUnreachable || isLate(error);

/** Notes when each query was answered last, and whether anybody answers at all. */
export function createLoadedLink(network: Pick<NetworkStore, 'answered' | 'lost'>): LoadedLink {
  const answeredAt = new Map<string, Date>();
  const link = new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.QUERY) return forward(operation);
    return forward(operation).pipe(
      tap({
        next: () => {
          answeredAt.set(operation.operationName ?? '', new Date());
          network.answered();
        },
        error: (error: unknown) => {
          if (isLost(error)) network.lost();
        },
      }),
    );
  });
  return {
    link,
    answeredAt: () => Object.fromEntries([...answeredAt].map(([name, at]) => [name, at.getTime()])),
    recall: (earlier) => {
      for (const [name, at] of Object.entries(earlier)) answeredAt.set(name, new Date(at));
    },
    shownSince: (client) => {
      const shown = [...client.getObservableQueries('active')].flatMap(({ queryName }) => {
        const at = answeredAt.get(queryName ?? '');
        return at ? [at] : [];
      });
      return shown.sort((one, other) => one.getTime() - other.getTime())[0];
    },
  };
}
