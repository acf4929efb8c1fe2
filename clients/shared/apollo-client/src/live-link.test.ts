import { inFakeTime, listen, setUp, shown, update } from './testing/live-page.ts';

const pass = inFakeTime();

describe('a subscription', () => {
  it('goes on behind its last update when the connection is back', async () => {
    const graph = setUp();
    const { cursors } = listen(graph);
    await pass(0);
    const [first] = graph.server.connections;
    first?.next(update('c1'));
    first?.next(update('c2'));
    first?.drop();
    await pass(1_000);
    const [, second] = graph.server.connections;
    expect(first?.subscriptions[0]?.variables).toEqual({});
    expect(second?.subscriptions[0]?.variables).toEqual({ after: 'c2' });
    second?.next(update('c3'));
    expect(cursors).toEqual(['c1', 'c2', 'c3']);
    expect(graph.fetch).not.toHaveBeenCalled();
  });

  it('has what is shown fetched anew when it has no cursor to go on from', async () => {
    const graph = setUp();
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    listen(graph);
    await pass(0);
    expect(graph.fetch).toHaveBeenCalledTimes(1);
    graph.server.connections[0]?.drop();
    await pass(1_000);
    expect(graph.server.connections[1]?.subscriptions).toHaveLength(1);
    await pass(500);
    expect(graph.fetch).toHaveBeenCalledTimes(2);
    watching.unsubscribe();
  });

  it('starts from now when too much was missed and no answer says where it stands, and has what is shown fetched after that, too', async () => {
    const graph = setUp();
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    const { failures } = listen(graph);
    await pass(0);
    const [connection] = graph.server.connections;
    connection?.next(update('c1'));
    connection?.fail('RESYNC_REQUIRED');
    expect(connection?.subscriptions).toEqual([]);
    await pass(400);
    expect(graph.fetch).toHaveBeenCalledTimes(1);
    await pass(600);
    expect(connection?.subscriptions[0]?.variables).toEqual({});
    expect(graph.fetch).toHaveBeenCalledTimes(2);
    await pass(500);
    expect(graph.fetch).toHaveBeenCalledTimes(3);
    expect(failures).toEqual([]);
    watching.unsubscribe();
  });

  it('is fetched anew after what it begins again with, never before', async () => {
    const graph = setUp();
    const watching = graph.client.watchQuery({ query: shown }).subscribe(() => undefined);
    listen(graph);
    await pass(0);
    const [connection] = graph.server.connections;
    connection?.fail('SUBGRAPH_UNAVAILABLE');
    graph.fetch.mockImplementationOnce(async () => {
      expect(connection?.subscriptions).toHaveLength(1);
      return Response.json({ data: { viewer: { __typename: 'User', id: 'alice' } } });
    });
    await pass(2_000);
    expect(graph.fetch).toHaveBeenCalledTimes(2);
    watching.unsubscribe();
  });

  it('is taken up again behind its last update after it was too slow', async () => {
    const graph = setUp();
    const { failures } = listen(graph);
    await pass(0);
    const [connection] = graph.server.connections;
    connection?.next(update('c1'));
    connection?.fail('SUBSCRIBER_TOO_SLOW');
    await pass(1_000);
    expect(connection?.subscriptions[0]?.variables).toEqual({ after: 'c1' });
    expect(failures).toEqual([]);
  });

  it('waits longer where the server is full', async () => {
    const graph = setUp();
    const { failures } = listen(graph);
    await pass(0);
    const [connection] = graph.server.connections;
    connection?.next(update('c1'));
    connection?.fail('GATEWAY_BUSY');
    await pass(4_000);
    expect(connection?.subscriptions).toHaveLength(0);
    await pass(6_000);
    expect(connection?.subscriptions[0]?.variables).toEqual({ after: 'c1' });
    expect(failures).toEqual([]);
  });

  it('ends with the error when it is not allowed', async () => {
    const graph = setUp();
    const { failures } = listen(graph);
    await pass(0);
    graph.server.connections[0]?.fail('FORBIDDEN');
    await pass(10_000);
    expect(failures).toHaveLength(1);
    expect(graph.server.connections[0]?.subscriptions).toHaveLength(0);
  });
});
