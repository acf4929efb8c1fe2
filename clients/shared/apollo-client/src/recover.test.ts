import { gql } from '@apollo/client';
import { jest } from '@jest/globals';
import { fetchInVain, lateByTestClock } from '@payloom/session/testing/late-by-test-clock';
import { createGraph, type Graph } from './create-graph.ts';
import { alice, fakeSession } from './testing/fake-session.ts';
import { fakeSocketServer } from './testing/fake-socket.ts';

const query = gql`
  query Viewer {
    viewer {
      id
    }
  }
`;
const open: Graph[] = [];
const data = { viewer: { __typename: 'User', id: 'alice' } };

/** A graph that a fetch reaches or not. */
function setUp() {
  const reach = { answer: async (_init: RequestInit): Promise<Response> => Response.json({ data }) };
  const fetch = jest.fn((_url: string, init: RequestInit) => reach.answer(init));
  Object.assign(globalThis, { fetch });
  const { webSocket } = fakeSocketServer();
  const graph = createGraph({
    stepUp: { ask: async () => false },
    session: fakeSession(alice),
    httpUrl: '/graphql',
    webSocketUrl: 'ws://localhost/graphql',
    streamUrl: 'http://localhost/graphql/stream',
    webSocket,
  });
  open.push(graph);
  const shown = graph.client.watchQuery({ query, fetchPolicy: 'cache-and-network' });
  const results: string[] = [];
  shown.subscribe(({ data: known, error }) => {
    if (known || error) results.push(error ? 'failed' : 'loaded');
  });
  return { graph, reach, results, fetch };
}

const lost = async (): Promise<Response> => {
  throw new TypeError('Failed to fetch');
};
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => jest.useFakeTimers());
afterEach(async () => {
  await Promise.all(open.splice(0).map((graph) => graph.close()));
  jest.useRealTimers();
});

it('knows when what is shown was loaded', async () => {
  jest.setSystemTime(new Date('2026-11-28T12:03:00Z'));
  const { graph } = setUp();
  await pass(10);
  expect(graph.shownSince()?.toISOString().slice(0, 16)).toBe('2026-11-28T12:03');
  expect(graph.network.get().away).toBe(false);
});

it('notices a query that found nobody, and brings the view back by itself', async () => {
  const { graph, reach, results } = setUp();
  reach.answer = lost;
  await pass(10);
  expect(graph.network.get().away).toBe(true);
  expect(results).toEqual(['failed']);
  reach.answer = async () => Response.json({ data });
  await pass(3_000);
  expect(results.at(-1)).toBe('loaded');
  expect(graph.network.get().away).toBe(false);
});

it('waits for no answer that never comes: says so, lets go of the request, and asks again', async () => {
  const restore = lateByTestClock();
  const { graph, reach, results, fetch } = setUp();
  reach.answer = (init) => fetchInVain('', init);
  await pass(29_000);
  expect(results).toEqual([]);
  await pass(1_500);
  expect(results).toEqual(['failed']);
  expect(graph.network.get().away).toBe(true);
  expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(true);
  reach.answer = async () => Response.json({ data });
  await pass(3_000);
  expect(results.at(-1)).toBe('loaded');
  expect(graph.network.get().away).toBe(false);
  restore();
});

it('does not take the network for back while what it asks is unanswered', async () => {
  const { graph, reach } = setUp();
  reach.answer = () => new Promise(() => undefined);
  await pass(10);
  graph.network.lost();
  await pass(4_000);
  expect(graph.network.get().away).toBe(true);
});

it('asks less and less often while nobody answers', async () => {
  const { reach, fetch } = setUp();
  reach.answer = lost;
  // Long before the fake socket, which nobody answers either, comes back by itself.
  await pass(14_000);
  expect(fetch).toHaveBeenCalledTimes(3);
});

it('is away while the browser is offline, and asks again for what failed when it is back', async () => {
  const { graph, reach, results } = setUp();
  await pass(10);
  globalThis.dispatchEvent(new Event('offline'));
  expect(graph.network.get().away).toBe(true);
  reach.answer = lost;
  await graph.client.refetchQueries({ include: 'active' }).catch(() => undefined);
  reach.answer = async () => Response.json({ data });
  globalThis.dispatchEvent(new Event('online'));
  await pass(3_000);
  expect(results.at(-1)).toBe('loaded');
});

it('does not take a refusal for a lost network', async () => {
  const { graph, reach } = setUp();
  reach.answer = async () =>
    Response.json({ errors: [{ message: 'Not yours.', extensions: { code: 'FORBIDDEN' } }] });
  await pass(10);
  expect(graph.network.get().away).toBe(false);
});
