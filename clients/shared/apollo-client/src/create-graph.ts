import { ApolloClient, HttpLink, type ApolloLink } from '@apollo/client';
import type { SessionStore } from '@payloom/session/session-store';
import { OperationTypeNode } from 'graphql';
import { createCache } from './cache.ts';
import { createConnectionStore, type ConnectionStore } from './connection.ts';
import { createLiveClient } from './live-client.ts';
import { createLiveLink } from './live-link.ts';
import { renewLink, tokenLink } from './token-links.ts';

export interface GraphOptions {
  readonly session: SessionStore;
  readonly httpUrl: string;
  readonly webSocketUrl: string;
  /** The browser's own, unless given. */
  readonly webSocket?: unknown;
}

/** The client of the graph, and how its live connection is doing. */
export interface Graph {
  readonly client: ApolloClient;
  readonly connection: ConnectionStore;
  close(): Promise<void>;
}

/**
 * Empties the cache when the viewer changes: nothing of one person is left for the next, nor of what somebody saw in a
 * role they have no more.
 */
function clearBetweenViewers(session: SessionStore, client: ApolloClient): () => void {
  const current = () => {
    const { viewer } = session.getState();
    return viewer && `${viewer.id} ${viewer.role}`;
  };
  let viewer = current();
  return session.subscribe(() => {
    const next = current();
    if (next === viewer) return;
    const hadViewer = viewer !== undefined;
    viewer = next;
    if (!hadViewer) return;
    // At once, for clearStore by itself begins a moment later.
    void client.cache.reset({ discardWatches: true });
    void client.clearStore();
  });
}

const isSubscription = ({ operationType }: ApolloLink.Operation): boolean =>
  operationType === OperationTypeNode.SUBSCRIPTION;

/** Makes the client: queries and mutations by HTTP, subscriptions by the one socket, both with the session's token. */
export function createGraph({ session, httpUrl, webSocketUrl, webSocket }: GraphOptions): Graph {
  const connection = createConnectionStore();
  const refetchShown = async (): Promise<void> => {
    await client.refetchQueries({ include: 'active' });
  };
  const live = createLiveClient({
    url: webSocketUrl,
    session,
    connection,
    onReturn: async () => {
      if (liveLink.hasGaps()) await refetchShown();
    },
    ...(webSocket ? { webSocket } : {}),
  });
  const liveLink = createLiveLink({ current: live.current, onResync: () => void refetchShown() });
  const http = tokenLink(session).concat(new HttpLink({ uri: httpUrl, credentials: 'same-origin' }));
  const link = renewLink(session, live).split(isSubscription, liveLink.link, http);
  const client = new ApolloClient({ cache: createCache(), link, devtools: { enabled: false } });
  const stopClearing = clearBetweenViewers(session, client);
  return {
    client,
    connection,
    close: async () => {
      stopClearing();
      client.stop();
      await live.close();
    },
  };
}
