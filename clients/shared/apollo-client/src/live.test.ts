import { jest } from '@jest/globals';
import { alice, bob, fakeSession } from './testing/fake-session.ts';
import { inFakeTime, setUp } from './testing/live-page.ts';

const pass = inFakeTime();

describe('the live connection', () => {
  it('opens with a fresh token for somebody who is signed in, and not for nobody', async () => {
    const { server } = setUp();
    await pass(0);
    expect(server.connections.map(({ params }) => params)).toEqual([{ authorization: 'Bearer token-1' }]);
    const anonymous = setUp(fakeSession(null));
    await pass(0);
    expect(anonymous.server.connections).toHaveLength(0);
  });

  it('belongs to one viewer: the next one gets another, with their own token', async () => {
    const { server, session } = setUp();
    await pass(0);
    await session.refresh();
    session.become(bob);
    await pass(0);
    expect(server.connections.map(({ params }) => params)).toEqual([
      { authorization: 'Bearer token-1' },
      { authorization: 'Bearer token-2' },
    ]);
  });

  it('is not said to be there for who is recalled, until it is', async () => {
    const { session, connection } = setUp(fakeSession(null));
    await pass(0);
    session.recall(alice);
    expect(connection.get().status).toBe('catching-up');
    await pass(1_000);
    expect(connection.get().status).toBe('connected');
  });

  it('catches up after it was lost, with a token that is fresh by then', async () => {
    const graph = setUp();
    await pass(0);
    await graph.session.refresh();
    graph.server.connections[0]?.drop(4403);
    expect(graph.connection.get().status).toBe('catching-up');
    await pass(1_000);
    expect(graph.server.connections[1]?.params).toEqual({ authorization: 'Bearer token-2' });
    expect(graph.statuses).toEqual(['connected', 'catching-up', 'connected']);
  });

  it('comes back with a new token when the one it had counts no more, though its time is not up', async () => {
    const graph = setUp();
    await pass(0);
    graph.server.connections[0]?.drop(4403, 'TOKEN_INVALID');
    await pass(1_000);
    expect(graph.server.connections[1]?.params).toEqual({ authorization: 'Bearer token-2' });
    graph.server.connections[1]?.drop();
    await pass(1_000);
    expect(graph.session.refresh).toHaveBeenCalledTimes(1);
    expect(graph.server.connections).toHaveLength(3);
  });

  it('is given another token before its own expires, and goes on with it', async () => {
    const { server, session } = setUp();
    await pass(15_000);
    expect(server.connections[0]?.pings).toEqual([undefined]);
    await session.refresh();
    session.freshToken.mockRejectedValueOnce(new Error('no network'));
    await pass(30_000);
    const renewal = { authorization: 'Bearer token-2' };
    expect(server.connections[0]?.pings.filter((payload) => payload !== undefined)).toEqual([renewal]);
    expect(server.connections).toHaveLength(1);
  });

  it('comes back over some seconds, not at once with all others, when a server sends everybody away', async () => {
    const count = 60;
    let next = 0;
    jest.spyOn(Math, 'random').mockImplementation(() => (next++ % count) / count);
    const tabs = Array.from({ length: count }, () => setUp());
    await pass(0);
    for (const { server } of tabs) server.connections[0]?.drop(1001, 'Going away');
    const back: number[] = [];
    for (let tenths = 0; tenths < 31; tenths += 1) {
      const before = back.reduce((sum, each) => sum + each, 0);
      back.push(tabs.filter(({ server }) => server.connections.length === 2).length - before);
      await pass(100);
    }
    expect(back.reduce((sum, each) => sum + each, 0)).toBe(count);
    expect(Math.max(...back)).toBeLessThanOrEqual(count / 15);
    expect(tabs.every(({ statuses }) => statuses.join() === 'connected,catching-up,connected')).toBe(true);
  });

  it('stays closed when that was for the session having ended', async () => {
    const graph = setUp();
    await pass(0);
    graph.session.refresh.mockImplementationOnce(async () => {
      graph.session.become(null);
      return null;
    });
    graph.server.connections[0]?.drop(4403, 'TOKEN_INVALID');
    await pass(20_000);
    expect(graph.session.refresh).toHaveBeenCalledTimes(1);
    expect(graph.server.connections.filter(({ params }) => 'authorization' in params)).toHaveLength(1);
  });

  it('is offline after a few tries in vain, and goes on trying', async () => {
    const graph = setUp();
    await pass(0);
    graph.server.down = true;
    graph.server.connections[0]?.drop();
    await pass(8_000);
    expect(graph.connection.get().status).toBe('offline');
    graph.server.down = false;
    await pass(20_000);
    expect(graph.connection.get().status).toBe('connected');
  });

  it('counts a try without a token as failed, not as the last', async () => {
    const graph = setUp();
    await pass(0);
    graph.session.freshToken.mockRejectedValueOnce(new Error('no network'));
    graph.server.connections[0]?.drop();
    await pass(5_000);
    expect(graph.connection.get().status).toBe('connected');
    expect(graph.server.connections).toHaveLength(2);
  });

  it('tries another socket when the server has ended one for good', async () => {
    const graph = setUp();
    await pass(0);
    graph.server.connections[0]?.drop(4500);
    await pass(0);
    expect(graph.connection.get().status).toBe('offline');
    await pass(10_000);
    expect(graph.connection.get().status).toBe('connected');
  });

  it('notices a socket that does not answer any more', async () => {
    const graph = setUp();
    await pass(0);
    graph.server.silent = true;
    await pass(14_900);
    expect(graph.connection.get().status).toBe('connected');
    await pass(200);
    expect(graph.connection.get().status).toBe('catching-up');
    graph.server.silent = false;
    await pass(1_000);
    expect(graph.server.connections).toHaveLength(2);
  });

  it('believes the browser that the network is gone, and is back at once', async () => {
    const graph = setUp();
    await pass(0);
    globalThis.dispatchEvent(new Event('offline'));
    expect(graph.connection.get().status).toBe('offline');
    globalThis.dispatchEvent(new Event('online'));
    expect(graph.connection.get().status).toBe('catching-up');
    await pass(1_000);
    expect(graph.connection.get().status).toBe('connected');
    expect(graph.server.connections).toHaveLength(2);
  });
});
