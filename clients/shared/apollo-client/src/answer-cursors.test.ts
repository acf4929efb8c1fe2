import { gql } from '@apollo/client';
import { inFakeTime, listen, setUp, shown, update } from './testing/live-page.ts';

const pass = inFakeTime();
const viewer = { data: { viewer: { __typename: 'User', id: 'alice' } } };
const answer = (cursor: string, position: number) =>
  Response.json(viewer, { headers: { 'live-cursor': `${cursor};position=${position}` } });

/** A page whose query is answered when the test says so. */
function withHeldAnswer() {
  const graph = setUp();
  const held = Promise.withResolvers<Response>();
  graph.fetch.mockImplementationOnce(() => held.promise);
  return { ...graph, answerWith: held.resolve };
}

const beginningsOf = ({ server }: Pick<ReturnType<typeof setUp>, 'server'>) =>
  server.connections.flatMap(({ subscriptions }) => subscriptions.map(({ variables }) => variables['after']));

describe('a subscription', () => {
  it('waits for the query of its page and begins behind the answer', async () => {
    const graph = withHeldAnswer();
    listen(graph);
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    await pass(3_000);
    expect(beginningsOf(graph)).toEqual([]);
    graph.answerWith(answer('a1', 5));
    await pass(0);
    expect(beginningsOf(graph)).toEqual(['a1']);
    watching.unsubscribe();
  });

  it('begins behind an answer that came a moment before', async () => {
    const graph = setUp();
    graph.fetch.mockResolvedValueOnce(answer('a1', 5));
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    await pass(8_000);
    listen(graph);
    await pass(0);
    expect(beginningsOf(graph)).toEqual(['a1']);
    watching.unsubscribe();
  });

  it('begins now where the last answer is long ago, or is shown no more', async () => {
    const graph = setUp();
    graph.fetch.mockResolvedValueOnce(answer('a1', 5)).mockResolvedValueOnce(answer('a2', 6));
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    await pass(11_000);
    listen(graph);
    await pass(0);
    const again = graph.client.refetchQueries({ include: 'active' });
    await pass(0);
    await again;
    watching.unsubscribe();
    listen(graph);
    await pass(0);
    expect(beginningsOf(graph)).toEqual([undefined, undefined]);
  });

  it('begins behind the earliest of several answers, whichever came first', async () => {
    const graph = setUp();
    graph.fetch.mockResolvedValueOnce(answer('late', 9)).mockResolvedValueOnce(answer('early', 7));
    const queries = [1, 2].map((id) => graph.client.watchQuery({ query: shown, variables: { id } }));
    const watching = queries.map((query) => query.subscribe(() => undefined));
    listen(graph);
    await pass(0);
    expect(graph.fetch).toHaveBeenCalledTimes(2);
    expect(beginningsOf(graph)).toEqual(['early']);
    for (const each of watching) each.unsubscribe();
  });

  it('begins behind the answer to a query whose variables have defaults', async () => {
    const graph = setUp();
    const query = gql`
      query Shown($first: Int! = 20, $after: String) {
        viewer(first: $first, after: $after) {
          id
        }
      }
    `;
    graph.fetch.mockResolvedValueOnce(answer('a1', 5));
    const watching = graph.client.watchQuery({ query, variables: {} }).subscribe(() => undefined);
    listen(graph);
    await pass(0);
    expect(beginningsOf(graph)).toEqual(['a1']);
    watching.unsubscribe();
  });

  it('waits for no query that failed or was given up', async () => {
    const graph = withHeldAnswer();
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    listen(graph);
    await pass(10);
    expect(beginningsOf(graph)).toEqual([]);
    watching.unsubscribe();
    graph.client.stop();
    await pass(0);
    graph.answerWith(Response.error());
    await pass(0);
    expect(beginningsOf(graph)).toEqual([undefined]);
  });

  it('that nobody wants any more by then never begins', async () => {
    const graph = withHeldAnswer();
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    const { subscription } = listen(graph);
    await pass(10);
    subscription.unsubscribe();
    graph.answerWith(answer('a1', 5));
    await pass(10);
    expect(beginningsOf(graph)).toEqual([]);
    watching.unsubscribe();
  });

  it('that has missed too much begins behind what was fetched anew, not behind what was there before', async () => {
    const graph = setUp();
    graph.fetch.mockResolvedValueOnce(answer('a1', 5));
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    const { cursors } = listen(graph);
    await pass(0);
    graph.fetch.mockResolvedValueOnce(answer('a2', 8));
    graph.server.connections[0]?.fail('RESYNC_REQUIRED');
    await pass(1_000);
    expect(graph.fetch).toHaveBeenCalledTimes(2);
    expect(beginningsOf(graph)).toEqual(['a2']);
    graph.server.connections[0]?.next(update('c1'));
    expect(cursors).toEqual(['c1']);
    watching.unsubscribe();
  });
});
