import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  type InMemoryCache,
  type NormalizedCacheObject,
} from '@apollo/client';
import { fetchInTime } from '@payloom/session/fetch-in-time';
import type { SessionStore } from '@payloom/session/session-store';
import type { StepUp } from '@payloom/session/step-up';
import { OperationTypeNode } from 'graphql';
import { createAnswerCursors, type AnswerCursors } from './answer-cursors.ts';
import { createCache } from './cache.ts';
import { createConnectionStore, type ConnectionStore } from './connection.ts';
import { canStream } from './live/can-stream.ts';
import { createLiveClient, type LiveClient } from './live-client.ts';
import { createLiveLink } from './live-link.ts';
import { createLoadedLink, type AnsweredAt, type LoadedLink } from './loaded-link.ts';
import { createNewsLink } from './news-link.ts';
import { createNetworkStore, type NetworkStore } from './network.ts';
import { startRecovery } from './recover.ts';
import { stepUpLink } from './step-up-link.ts';
import { telemetry } from './telemetry.ts';
import { renewLink, tokenLink } from './token-links.ts';
import { traceLink } from './trace-link.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';

export interface GraphOptions {
  readonly session: SessionStore;
  /** Asks for a proof where the graph wants a recent one. */
  readonly stepUp: Pick<StepUp, 'ask'>;
  readonly httpUrl: string;
  readonly webSocketUrl: string;
  /** Of event streams, for places without WebSockets. */
  readonly streamUrl: string;
  /** The browser's own, unless given. */
  readonly webSocket?: unknown;
  /** Where it is noted how the live connection is doing; of its own, unless given. */
  readonly connection?: ConnectionStore;
  /** Where it is noted whether the graph answers, by that connection; of its own, unless given. */
  readonly network?: NetworkStore;
}

/** The client of the graph, and how its live connection is doing. */
export interface Graph {
  readonly client: ApolloClient;
  readonly connection: ConnectionStore;
  readonly network: NetworkStore;
  /** When what the page shows was loaded, as far as it is known. */
  shownSince(): Date | undefined;
  /** What the graph has said so far, to go on with where it cannot be asked. */
  remember(): Remembered;
  /** Goes on with what an earlier page has remembered. Before anything is shown: what is known since is forgotten. */
  recall(remembered: Remembered): void;
  /** Calls the listener after each answer and live update, until the returned function is called. */
  onNews(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface Remembered {
  /** By their ids in the cache. */
  readonly objects: Readonly<Record<string, unknown>>;
  readonly answeredAt: AnsweredAt;
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

function memoryOf(cache: InMemoryCache, loaded: LoadedLink): Pick<Graph, 'remember' | 'recall'> {
  return {
    remember: () => ({ objects: cache.extract(), answeredAt: loaded.answeredAt() }),
    recall: ({ objects, answeredAt }) => {
      cache.restore(objects as NormalizedCacheObject);
      loaded.recall(answeredAt);
    },
  };
}

function overHttp(
  { session, stepUp, httpUrl }: Pick<GraphOptions, 'session' | 'stepUp' | 'httpUrl'>,
  links: { readonly loaded: LoadedLink; readonly underWay: UnderWay; readonly cursors: AnswerCursors },
): ApolloLink {
  return ApolloLink.from([
    stepUpLink(stepUp),
    links.loaded.link,
    links.underWay.link,
    links.cursors.link,
    tokenLink(session),
    traceLink(telemetry),
    new HttpLink({
      uri: httpUrl,
      credentials: 'same-origin',
      fetch: (input, init) => fetchInTime(input, init),
    }),
  ]);
}

const isSubscription = ({ operationType }: ApolloLink.Operation): boolean =>
  operationType === OperationTypeNode.SUBSCRIPTION;

interface LiveParts {
  readonly connection: ConnectionStore;
  readonly underWay: UnderWay;
  readonly cursors: AnswerCursors;
  readonly client: () => ApolloClient;
}

/** The connection of live updates, and the link that sends subscriptions over it. */
function openLive(
  { session, httpUrl, webSocketUrl, streamUrl, webSocket }: GraphOptions,
  { connection, underWay, cursors, client }: LiveParts,
): { readonly live: LiveClient; readonly link: ApolloLink } {
  const live = createLiveClient({
    url: webSocketUrl,
    streamUrl,
    canStream: () => canStream(httpUrl),
    session,
    connection,
    onReturn: () => fillGaps(),
    ...(webSocket ? { webSocket } : {}),
  });
  const { link, fillGaps } = createLiveLink({
    current: live.current,
    firstCursor: () => cursors.ofShown(client()),
    underWay,
    onResync: async () => {
      cursors.forget();
      await client().refetchQueries({ include: 'active' });
    },
    telemetry,
  });
  return { live, link };
}

/** Fetches what is shown anew; what fails says so where it is shown. */
const refetchShown = (client: ApolloClient): Promise<unknown> =>
  client.refetchQueries({ include: 'active' }).catch(() => undefined);

/** Makes the client: queries and mutations by HTTP, subscriptions by the live connection, both with the session's token. */
export function createGraph(options: GraphOptions): Graph {
  const { session, connection = createConnectionStore() } = options;
  const { network = createNetworkStore(connection) } = options;
  const loaded = createLoadedLink(network);
  const underWay = createUnderWay(() => void refetchShown(client));
  const cursors = createAnswerCursors(underWay);
  const { live, link: liveLink } = openLive(options, { connection, underWay, cursors, client: () => client });
  const http = overHttp(options, { loaded, underWay, cursors });
  const news = createNewsLink();
  const first = ApolloLink.from([news.link, renewLink(session, live)]);
  const link = first.split(isSubscription, liveLink, http);
  const cache = createCache();
  const client = new ApolloClient({ cache, link, devtools: { enabled: false } });
  const stops = [clearBetweenViewers(session, client), startRecovery(client, network)];
  return {
    client,
    connection,
    network,
    shownSince: () => loaded.shownSince(client),
    ...memoryOf(cache, loaded),
    onNews: news.subscribe,
    close: async () => {
      for (const stop of stops) stop();
      client.stop();
      await live.close();
    },
  };
}
