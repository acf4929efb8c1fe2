import { gql } from '@apollo/client';
import { createGraph, type Graph } from '@payloom/apollo-client/create-graph';
import type { FromTab, ToTab } from '@payloom/apollo-client/hub-messages';
import { socketsOf, type Hub } from '@payloom/apollo-client/live/shared-sockets';
import { alice, bob, fakeSession } from '@payloom/apollo-client/testing/fake-session';
import { fakeSocketServer } from '@payloom/apollo-client/testing/fake-socket';
import { jest } from '@jest/globals';
import { SocketHub } from './socket-hub.ts';

const changes = gql`
  subscription Changes($after: Cursor) {
    paymentChanged(after: $after) {
      cursor
    }
  }
`;
const update = (cursor: string) => ({ paymentChanged: { __typename: 'PaymentChanged', cursor } });
const url = 'ws://localhost/graphql';
const open: Graph[] = [];
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

const base64 = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '');
/** A token of a session, good until so many seconds from now. */
const tokenOf = (sid: string, seconds: number) =>
  `e30.${base64({ sub: sid, sid, role: 'CUSTOMER', exp: Math.floor(Date.now() / 1_000) + seconds })}.x`;

/** Opens a tab's page: its graph, with a subscription that notes cursors. */
function openPage(session: ReturnType<typeof fakeSession>, webSocket: unknown) {
  const graph = createGraph({
    stepUp: { ask: async () => false },
    session,
    httpUrl: '/graphql',
    webSocketUrl: url,
    streamUrl: '/graphql/stream',
    webSocket,
  });
  open.push(graph);
  const cursors: string[] = [];
  const subscription = graph.client.subscribe<ReturnType<typeof update>>({ query: changes }).subscribe({
    next: ({ data }) => {
      if (data) cursors.push(data.paymentChanged.cursor);
    },
  });
  return { graph, session, cursors, subscription };
}

/** A browser with tabs, the worker they have together, and the gateway behind it. */
function aBrowser() {
  const server = fakeSocketServer();
  const hub = new SocketHub(() => new server.webSocket());
  const onError: (() => void)[] = [];
  let isAnswering = true;
  const connect = () => {
    let hear: (event: { data: ToTab }) => void = () => undefined;
    const tab = hub.welcome((message) => queueMicrotask(() => isAnswering && hear({ data: message })));
    const say = (message: FromTab) => {
      if (message.kind !== 'hello') queueMicrotask(() => isAnswering && tab.receive(message));
    };
    const port: Hub['port'] = {
      postMessage: say,
      start: () => undefined,
      addEventListener: (_type, listener) => (hear = listener),
    };
    return { tab, hub: { port, addEventListener: (_: 'error', each: () => void) => onError.push(each) } };
  };
  const openTab = (session = fakeSession(alice)) => {
    const { tab, hub: ofTab } = connect();
    return {
      tab,
      ...openPage(
        session,
        socketsOf(() => ofTab, server.webSocket),
      ),
    };
  };
  const stopAnswering = () => (isAnswering = false);
  const breakDown = () => {
    stopAnswering();
    for (const tell of onError) tell();
  };
  return { server, openTab, breakDown, stopAnswering };
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
  Object.assign(globalThis, { fetch: async () => Response.json({ data: {} }) });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((graph) => graph.close()));
  jest.useRealTimers();
});

describe('the tabs of one browser', () => {
  it('have one socket, over which each gets its own updates', async () => {
    const { server, openTab } = aBrowser();
    const [one, other] = [openTab(), openTab()];
    await pass(0);
    expect(server.connections).toHaveLength(1);
    const [connection] = server.connections;
    expect(new Set(connection?.subscriptions.map(({ id }) => id)).size).toBe(2);
    connection?.next(update('c1'));
    await pass(0);
    one.subscription.unsubscribe();
    await pass(0);
    expect(connection?.subscriptions).toHaveLength(1);
    connection?.next(update('c2'));
    await pass(0);
    expect([one.cursors, other.cursors]).toEqual([['c1'], ['c1', 'c2']]);
  });

  it('go on behind their last updates, over one socket again, when it was lost', async () => {
    const { server, openTab } = aBrowser();
    const tabs = [openTab(), openTab()];
    await pass(0);
    server.connections[0]?.next(update('c1'));
    server.connections[0]?.drop();
    expect(tabs.map(({ graph }) => graph.connection.get().status)).toEqual(['connected', 'connected']);
    await pass(0);
    expect(tabs.map(({ graph }) => graph.connection.get().status)).toEqual(['catching-up', 'catching-up']);
    await pass(3_000);
    expect(server.connections).toHaveLength(2);
    expect(server.connections[1]?.subscriptions.map(({ variables }) => variables)).toEqual([
      { after: 'c1' },
      { after: 'c1' },
    ]);
  });

  it('leave the socket to those that are left, and the last one closes it', async () => {
    const { server, openTab } = aBrowser();
    const [one, other] = [openTab(), openTab()];
    await pass(0);
    one.tab.leave();
    await pass(0);
    expect(server.connections[0]?.subscriptions).toHaveLength(1);
    expect(server.connections[0]?.closedWith()).toBeUndefined();
    await other.graph.close();
    await pass(0);
    expect(server.connections[0]?.closedWith()).toBe(1000);
  });

  it('share nothing between viewers', async () => {
    const { server, openTab } = aBrowser();
    const other = fakeSession(bob);
    other.freshToken.mockResolvedValue('bob-1');
    const [one, two] = [openTab(), openTab(other)];
    await pass(0);
    expect(server.connections.map(({ params }) => params)).toEqual([
      { authorization: 'Bearer token-1' },
      { authorization: 'Bearer bob-1' },
    ]);
    server.connections[0]?.next(update('c1'));
    await pass(0);
    expect([one.cursors, two.cursors]).toEqual([['c1'], []]);
  });

  it('give the socket the token that lives longest', async () => {
    const { server, openTab } = aBrowser();
    const tokens = [tokenOf('s1', 300), tokenOf('s1', 60), tokenOf('s1', 600)];
    for (const token of tokens) {
      const session = fakeSession(alice);
      session.freshToken.mockResolvedValue(token);
      openTab(session);
      await pass(0);
    }
    expect(server.connections).toHaveLength(1);
    expect(server.connections[0]?.pings).toEqual([{ authorization: `Bearer ${tokens[2]}` }]);
  });

  it('all notice when one finds the socket dead', async () => {
    const { server, openTab } = aBrowser();
    const tabs = [openTab(), openTab()];
    await pass(0);
    server.silent = true;
    await pass(15_100);
    expect(tabs.map(({ graph }) => graph.connection.get().status)).toEqual(['catching-up', 'catching-up']);
    expect(server.connections[0]?.closedWith()).toBe(4499);
    server.silent = false;
    await pass(3_000);
    expect(server.connections).toHaveLength(2);
  });

  it.each(['breakDown', 'stopAnswering'] as const)(
    'have sockets of their own when there is no worker: %s',
    async (end) => {
      const browser = aBrowser();
      browser[end]();
      const tabs = [browser.openTab(), browser.openTab()];
      if (end === 'breakDown') browser.breakDown();
      await pass(6_000);
      expect(browser.server.connections).toHaveLength(2);
      browser.server.connections.forEach((connection) => connection.next(update('c1')));
      expect(tabs.map(({ cursors }) => cursors)).toEqual([['c1'], ['c1']]);
    },
  );
});
