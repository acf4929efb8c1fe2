import type { TestSubgraph } from '@payloom/testkit/subgraph';
import type { AccessTokenSigner } from '../src/access-token.ts';
import { startAuthSubgraph } from './auth-subgraph.ts';
import { password } from './fixture.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
const pixel =
  'Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';

const register = `mutation ($email: String!, $password: String!) {
  result: register(input: { email: $email, password: $password, displayName: "Somebody" }) {
    __typename ... on Session { id accessToken }
  }
}`;
const signIn = `mutation ($email: String!, $password: String!) {
  result: signIn(input: { email: $email, password: $password }) { __typename ... on Session { id accessToken } }
}`;
const sessionsOf = `sessions(first: $first, after: $after) {
  edges { cursor node { id device { kind browser system } clientAddress createdAt lastUsedAt expiresAt isCurrent } }
  pageInfo { hasNextPage endCursor }
}`;
const own = `query ($first: Int! = 20, $after: String) { viewer { ${sessionsOf} } }`;
const ofUser = `query ($id: ID!, $first: Int! = 20, $after: String) {
  _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { id ${sessionsOf} } }
}`;
const ended = '__typename ... on SessionsEnded { count user { id sessions { edges { node { id } } } } }';

interface Opened {
  result: { id: string; accessToken: string };
}
interface Listed {
  viewer: {
    sessions: {
      edges: { cursor: string; node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}

describe('the list of sessions', () => {
  let subgraph: TestSubgraph;
  let signer: AccessTokenSigner;
  const open: { id: string; accessToken: string }[] = [];

  beforeAll(async () => {
    ({ subgraph, signer } = await startAuthSubgraph());
    const account = { email: 'alice@example.com', password };
    for (const [query, userAgent, address] of [
      [register, firefox, '192.0.2.1'],
      [signIn, pixel, '192.0.2.2'],
    ] as const) {
      const headers = { 'user-agent': userAgent, 'x-forwarded-for': address };
      const { data } = await subgraph.execute<Opened>(query, account, { headers });
      if (data) open.push(data.result);
    }
  });
  afterAll(() => subgraph?.stop());

  it('tells the owner device, place and times, the latest sign-in first, and which one this is', async () => {
    const [desk, phone] = open;
    const answer = await subgraph.execute(own, {}, { as: desk?.accessToken ?? '' });
    expect(answer.errors).toBeUndefined();
    const node = (values: object) => ({ node: expect.objectContaining(values) });
    expect(answer.data).toMatchObject({
      viewer: {
        sessions: {
          edges: [
            node({
              id: phone?.id,
              device: { kind: 'PHONE', browser: 'Chrome', system: 'Android' },
              clientAddress: '192.0.2.2',
              isCurrent: false,
            }),
            node({
              id: desk?.id,
              device: { kind: 'DESKTOP', browser: 'Firefox', system: 'Linux' },
              clientAddress: '192.0.2.1',
              isCurrent: true,
            }),
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    });
  });

  it('comes in pages', async () => {
    const as = open[0]?.accessToken ?? '';
    const first = await subgraph.execute<Listed>(own, { first: 1 }, { as });
    const page = first.data?.viewer.sessions;
    expect(page?.pageInfo.hasNextPage).toBe(true);
    const next = await subgraph.execute<Listed>(own, { first: 1, after: page?.pageInfo.endCursor }, { as });
    expect(next.data?.viewer.sessions.edges.map(({ node }) => node.id)).toEqual([open[0]?.id]);
  });

  it('is for the owner and administrators, and null for others', async () => {
    const { userId: id } = await signer.verify(open[0]?.accessToken ?? '');
    const [session] = open;
    const tokenOf = async (role: 'VENDOR' | 'ADMIN') => {
      const { token } = await signer.sign(
        { id: '0199aa00-0000-7000-8000-000000000001', role },
        { id },
        new Date(),
      );
      return token;
    };
    const other = await subgraph.execute(ofUser, { id }, { as: await tokenOf('VENDOR') });
    expect(other.data).toEqual({ _entities: [{ id, sessions: null }] });
    const admin = await subgraph.execute(ofUser, { id }, { as: await tokenOf('ADMIN') });
    expect(JSON.stringify(admin.data)).toContain(session?.id);
    const nobody = await subgraph.execute(ofUser, { id });
    expect(JSON.stringify(nobody.data)).not.toContain(session?.id);
  });

  it('shrinks as sessions are ended: one, the others, all', async () => {
    const [desk, phone] = open;
    const as = desk?.accessToken ?? '';
    const one = await subgraph.execute(
      `mutation ($id: ID!) { result: endSession(id: $id) { ${ended} } }`,
      { id: phone?.id },
      { as },
    );
    expect(one.data).toMatchObject({
      result: { count: 1, user: { sessions: { edges: [{ node: { id: desk?.id } }] } } },
    });
    const others = await subgraph.execute(`mutation { result: endOtherSessions { ${ended} } }`, {}, { as });
    expect(others.data).toMatchObject({ result: { __typename: 'SessionsEnded', count: 0 } });
    const all = await subgraph.execute(`mutation { result: endAllSessions { ${ended} } }`, {}, { as });
    expect(all.data).toMatchObject({ result: { count: 1, user: { sessions: { edges: [] } } } });
    expect(all.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
    await subgraph.eventually(() =>
      expect(subgraph.published.filter(({ type }) => type === 'auth.session.ended')).toHaveLength(2),
    );
  });

  it('is changed by nobody who is not signed in', async () => {
    const refused = await subgraph.execute(`mutation { endAllSessions { __typename } }`);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
