import { gql } from '@apollo/client';
import { jest } from '@jest/globals';
import { createGraph, type Graph } from './create-graph.ts';
import { alice, bob, fakeSession } from './testing/fake-session.ts';
import { fakeSocketServer } from './testing/fake-socket.ts';

const viewerQuery = gql`
  query Viewer {
    viewer {
      id
      email
    }
  }
`;
const open: Graph[] = [];

function setUp(session = fakeSession(alice)) {
  const requests: { token: string | null; variables: unknown }[] = [];
  const answers: Response[] = [];
  const fetch = jest.fn(async (_url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const { variables } = JSON.parse(await new Response(init.body ?? null).text()) as { variables: unknown };
    requests.push({ token: headers.get('authorization'), variables });
    return (
      answers.shift() ?? Response.json({ data: { viewer: { __typename: 'User', id: 'alice', email: null } } })
    );
  });
  Object.assign(globalThis, { fetch });
  const { webSocket } = fakeSocketServer();
  const graph = createGraph({
    stepUp: { ask: async () => false },
    session,
    httpUrl: '/graphql',
    webSocketUrl: 'ws://localhost/graphql',
    streamUrl: 'http://localhost/graphql/stream',
    webSocket,
  });
  open.push(graph);
  return { ...graph, session, requests, answers };
}

const refused = (reason: string, status: number) =>
  Response.json(
    { errors: [{ message: 'Sign in again.', extensions: { code: 'UNAUTHENTICATED', reason } }], data: null },
    { status },
  );

afterEach(async () => {
  await Promise.all(open.splice(0).map((graph) => graph.close()));
});

describe('a request', () => {
  it("carries the session's token", async () => {
    const { client, requests } = setUp();
    await client.query({ query: viewerQuery });
    expect(requests.map(({ token }) => token)).toEqual(['Bearer token-1']);
  });

  it('does not carry what only the cache needs to know', async () => {
    const { client, requests } = setUp();
    await client.query({ query: viewerQuery, variables: { start: 'MDE5' } });
    expect(requests.map(({ variables }) => variables)).toEqual([{}]);
  });

  it('carries none for somebody who is not signed in', async () => {
    const { client, requests } = setUp(fakeSession(null));
    await client.query({ query: viewerQuery });
    expect(requests.map(({ token }) => token)).toEqual([null]);
  });

  it.each([200, 401])(
    'is repeated once with a new token when the old one is refused with %i',
    async (status) => {
      const { client, requests, answers, session } = setUp();
      answers.push(refused('TOKEN_EXPIRED', status));
      const { data } = await client.query({ query: viewerQuery });
      expect(data).toEqual({ viewer: { __typename: 'User', id: 'alice', email: null } });
      expect(requests.map(({ token }) => token)).toEqual(['Bearer token-1', 'Bearer token-2']);
      expect(session.refresh).toHaveBeenCalledTimes(1);
    },
  );

  it('is not repeated a second time', async () => {
    const { client, requests, answers } = setUp();
    answers.push(refused('TOKEN_EXPIRED', 401), refused('TOKEN_EXPIRED', 401));
    await expect(client.query({ query: viewerQuery })).rejects.toThrow();
    expect(requests).toHaveLength(2);
  });

  it('fails as it is when it is refused for anything but its token', async () => {
    const { client, answers, session } = setUp();
    answers.push(Response.json({ errors: [{ message: 'Not yours.', extensions: { code: 'FORBIDDEN' } }] }));
    await expect(client.query({ query: viewerQuery })).rejects.toThrow('Not yours.');
    expect(session.refresh).not.toHaveBeenCalled();
  });
});

describe('the cache', () => {
  it('is empty after a sign-out', async () => {
    const { client, session } = setUp();
    await client.query({ query: viewerQuery });
    expect(client.extract()).toHaveProperty('User:alice');
    await session.signOut();
    expect(client.extract()).toEqual({});
  });

  it('holds nothing of one person when another signs in', async () => {
    const { client, session } = setUp();
    await client.query({ query: viewerQuery });
    session.become(bob);
    expect(client.extract()).toEqual({});
  });

  it('stays when the token is renewed', async () => {
    const { client, session } = setUp();
    await client.query({ query: viewerQuery });
    session.become({ ...alice });
    expect(client.extract()).toHaveProperty('User:alice');
  });
});
