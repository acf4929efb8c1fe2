import { gql } from '@apollo/client';
import { jest } from '@jest/globals';
import { createGraph, type Graph } from '../create-graph.ts';
import { alice, fakeSession } from '../testing/fake-session.ts';
import { fakeSocketServer } from '../testing/fake-socket.ts';
import { fakeStreamServer } from '../testing/fake-streams.ts';

const changes = gql`
  subscription Changes($after: Cursor) {
    paymentChanged(after: $after) {
      cursor
    }
  }
`;
const update = (cursor: string) => ({
  data: { paymentChanged: { __typename: 'PaymentChanged', cursor } },
});
const refusal = (code: string, reason?: string) => ({
  errors: [{ message: 'It ended.', extensions: { code, ...(reason ? { reason } : {}) } }],
});
const open: Graph[] = [];
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** Has the page come over that protocol: jsdom knows of none. */
function comeOver(protocol: string): void {
  class Timing {
    readonly name = globalThis.location.href;
    readonly nextHopProtocol = protocol;
  }
  Object.assign(globalThis, { PerformanceResourceTiming: Timing });
  Object.assign(performance, { getEntriesByType: () => [new Timing()] });
}

/** A page in a place that lets no socket through, unless it is said that it does. */
async function aPage({ socketsWork = false, protocol = 'h2' } = {}) {
  const session = fakeSession(alice);
  const sockets = fakeSocketServer();
  sockets.down = !socketsWork;
  const streams = fakeStreamServer();
  Object.assign(globalThis, { fetch: streams.fetch });
  comeOver(protocol);
  const graph = createGraph({
    stepUp: { ask: async () => false },
    session,
    httpUrl: 'http://localhost/graphql',
    webSocketUrl: 'ws://localhost/graphql',
    streamUrl: 'http://localhost/graphql/stream',
    webSocket: sockets.webSocket,
  });
  open.push(graph);
  const cursors: string[] = [];
  const failures: unknown[] = [];
  const subscription = graph.client
    .subscribe<ReturnType<typeof update>['data']>({ query: changes })
    .subscribe({
      next: ({ data, error }) => {
        if (data) cursors.push(data.paymentChanged.cursor);
        if (error) failures.push(error);
      },
    });
  const status = () => graph.connection.get().status;
  return { graph, session, sockets, streams, cursors, failures, subscription, status };
}

/** As above, once it has found out. */
async function aPageWithStreams() {
  const page = await aPage();
  await pass(20_000);
  return page;
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'performance'] }));
afterEach(async () => {
  await Promise.all(open.splice(0).map((graph) => graph.close()));
  sessionStorage.clear();
  jest.useRealTimers();
});

describe('where no socket gets through', () => {
  it('updates come over event streams, with the viewer’s token', async () => {
    const { streams, cursors, status } = await aPageWithStreams();
    expect(streams.requests).toEqual([{ authorization: 'Bearer token-1', variables: {} }]);
    streams.open[0]?.next(update('c1'));
    await pass(0);
    expect(cursors).toEqual(['c1']);
    expect(status()).toBe('connected');
  });

  it('sockets are tried on while nobody answers at all', async () => {
    const page = await aPage();
    page.streams.isAway = true;
    await pass(60_000);
    expect(page.streams.requests).toEqual([]);
    expect(page.status()).toBe('offline');
    page.streams.isAway = false;
    page.sockets.down = false;
    await pass(10_000);
    expect(page.sockets.connections).toHaveLength(1);
  });

  it('nor room for streams, sockets are tried on: by HTTP/1.1 streams would leave nothing for the rest', async () => {
    const { streams, sockets } = await aPage({ protocol: 'http/1.1' });
    await pass(60_000);
    expect(streams.requests).toEqual([]);
    sockets.down = false;
    await pass(10_000);
    expect(sockets.connections).toHaveLength(1);
  });

  it('the next page of the tab begins with streams, for some minutes', async () => {
    const first = await aPageWithStreams();
    await first.graph.close();
    const next = await aPage({ socketsWork: true });
    await pass(0);
    expect(next.streams.requests).toHaveLength(1);
    expect(next.sockets.connections).toEqual([]);
    await next.graph.close();
    await pass(11 * 60_000);
    const later = await aPage({ socketsWork: true });
    await pass(0);
    expect(later.sockets.connections).toHaveLength(1);
  });

  it('a socket that has worked is never left for streams', async () => {
    const { sockets, streams } = await aPage({ socketsWork: true });
    await pass(0);
    sockets.down = true;
    sockets.connections[0]?.drop();
    await pass(60_000);
    expect(streams.requests).toEqual([]);
    sockets.down = false;
    await pass(10_000);
    expect(sockets.connections).toHaveLength(2);
  });
});

describe('a subscription over an event stream', () => {
  it('goes on behind its last update when the stream breaks off', async () => {
    const { streams, cursors, status } = await aPageWithStreams();
    streams.open[0]?.next(update('c1'));
    await pass(0);
    streams.open[0]?.breakOff();
    await pass(0);
    expect(status()).toBe('catching-up');
    await pass(2_000);
    expect(streams.requests.map(({ variables }) => variables)).toEqual([{}, { after: 'c1' }]);
    expect(status()).toBe('connected');
    streams.open[1]?.next(update('c2'));
    await pass(0);
    expect(cursors).toEqual(['c1', 'c2']);
  });

  it('goes on with another token when its own counts no more', async () => {
    const { streams, session, failures } = await aPageWithStreams();
    streams.open[0]?.next(update('c1'));
    session.freshToken.mockResolvedValue('token-2');
    streams.open[0]?.end(refusal('UNAUTHENTICATED', 'TOKEN_EXPIRED'));
    await pass(0);
    expect(session.refresh).toHaveBeenCalledTimes(1);
    expect(streams.requests[1]).toEqual({ authorization: 'Bearer token-2', variables: { after: 'c1' } });
    expect(failures).toEqual([]);
  });

  it('ends when it is refused for good, be it before it has begun', async () => {
    const { streams, failures } = await aPage();
    streams.refusal = { status: 400, body: refusal('GRAPHQL_VALIDATION_FAILED') };
    await pass(30_000);
    expect(failures).toHaveLength(1);
    expect(streams.requests).toHaveLength(1);
  });

  it('is taken up again behind its last update when the reason passes', async () => {
    const { streams, failures } = await aPageWithStreams();
    streams.open[0]?.next(update('c1'));
    streams.open[0]?.end(refusal('SUBSCRIBER_TOO_SLOW'));
    await pass(1_000);
    expect(streams.requests[1]?.variables).toEqual({ after: 'c1' });
    expect(failures).toEqual([]);
  });

  it('gives a stream up that says nothing for too long', async () => {
    const { streams } = await aPageWithStreams();
    streams.open[0]?.comment();
    await pass(29_000);
    streams.open[0]?.comment();
    await pass(29_000);
    expect(streams.requests).toHaveLength(1);
    await pass(3_000);
    expect(streams.requests).toHaveLength(2);
  });

  it('gives a stream up that does not begin', async () => {
    const { streams } = await aPageWithStreams();
    streams.open[0]?.next(update('c1'));
    await pass(0);
    streams.isSilent = true;
    streams.open[0]?.breakOff();
    await pass(29_000);
    expect(streams.requests).toHaveLength(2);
    streams.isSilent = false;
    await pass(6_000);
    expect(streams.requests.map(({ variables }) => variables)).toEqual([
      {},
      { after: 'c1' },
      { after: 'c1' },
    ]);
    expect(streams.open).toHaveLength(2);
  });

  it('begins again at once when the browser is back', async () => {
    const { streams, status } = await aPageWithStreams();
    streams.open[0]?.next(update('c1'));
    await pass(0);
    globalThis.dispatchEvent(new Event('offline'));
    expect(status()).toBe('offline');
    globalThis.dispatchEvent(new Event('online'));
    await pass(0);
    expect(streams.requests.map(({ variables }) => variables)).toEqual([{}, { after: 'c1' }]);
    expect(status()).toBe('connected');
    expect(streams.open[0]?.isLeft()).toBe(true);
  });

  it('is left when nobody wants it any more', async () => {
    const { streams, subscription } = await aPageWithStreams();
    subscription.unsubscribe();
    await pass(0);
    expect(streams.open[0]?.isLeft()).toBe(true);
  });
});
