import { gql } from '@apollo/client';
import { jest } from '@jest/globals';
import type { ConnectionStatus } from '../connection.ts';
import { createGraph, type Graph } from '../create-graph.ts';
import { alice, fakeSession } from './fake-session.ts';
import { fakeSocketServer } from './fake-socket.ts';

const changes = gql`
  subscription Changes($after: Cursor) {
    paymentChanged(after: $after) {
      cursor
      type
    }
  }
`;
/** A query that a page shows. */
export const shown = gql`
  query Shown {
    viewer {
      id
    }
  }
`;
/** What a subscription brings. */
export const update = (cursor: string) => ({
  paymentChanged: { __typename: 'PaymentChanged', cursor, type: 'payments.payment.completed' },
});
const open: Graph[] = [];

/** Closes every graph that was opened. */
async function closeGraphs(): Promise<void> {
  await Promise.all(open.splice(0).map((graph) => graph.close()));
}

/** Has each test of a file run in a time of its own, and its graphs closed. Returns how to let time pass, in milliseconds. */
export function inFakeTime(): (ms: number) => Promise<void> {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }));
  afterEach(async () => {
    await closeGraphs();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
  return (ms) => jest.advanceTimersByTimeAsync(ms);
}

/** A page's graph, and the server its socket reaches. */
export function setUp(session = fakeSession(alice)) {
  const fetch = jest.fn(async () => Response.json({ data: { viewer: { __typename: 'User', id: 'alice' } } }));
  Object.assign(globalThis, { fetch });
  const server = fakeSocketServer();
  const graph = createGraph({
    stepUp: { ask: async () => false },
    session,
    httpUrl: '/graphql',
    webSocketUrl: 'ws://localhost/graphql',
    streamUrl: 'http://localhost/graphql/stream',
    webSocket: server.webSocket,
  });
  open.push(graph);
  const statuses: ConnectionStatus[] = [graph.connection.get().status];
  graph.connection.subscribe(() => statuses.push(graph.connection.get().status));
  return { ...graph, session, server, statuses, fetch };
}

/** Subscribes, and notes what comes. */
export function listen({ client }: Graph) {
  const cursors: string[] = [];
  const failures: unknown[] = [];
  const subscription = client.subscribe<ReturnType<typeof update>>({ query: changes }).subscribe({
    next: ({ data, error }) => {
      if (data) cursors.push(data.paymentChanged.cursor);
      if (error) failures.push(error);
    },
    error: (failure) => failures.push(failure),
  });
  return { cursors, failures, subscription };
}
