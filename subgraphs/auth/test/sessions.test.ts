import type { TestSubgraph } from '@payloom/testkit/subgraph';
import type { AccessTokenSigner } from '../src/access-token.ts';
import { rotationGraceSeconds } from '../src/rotation.ts';
import { startAuthSubgraph } from './auth-subgraph.ts';
import { createTestClock, password, type TestClock } from './fixture.ts';

interface Result {
  __typename: string;
  id?: string;
  sessionId?: string | null;
  accessToken?: string;
  message?: string;
  viewer?: { id: string; email: string; role: string };
}

const register = `mutation ($email: String!, $password: String!) {
  result: register(input: { email: $email, password: $password, displayName: "Somebody" }) {
    __typename ... on Session { id accessToken viewer { id email role } } ... on Problem { message }
  }
}`;
const signIn = `mutation ($email: String!, $password: String!) {
  result: signIn(input: { email: $email, password: $password }) {
    __typename ... on Session { id accessToken } ... on Problem { message }
  }
}`;
const session = '{ __typename ... on Session { id accessToken } ... on Problem { message } }';
const refreshSession = `mutation { result: refreshSession ${session} }`;
const refreshAgain = `mutation { result: refreshSession(again: true) ${session} }`;
const signOut = 'mutation { result: signOut { __typename ... on SignedOut { sessionId } } }';
const viewer = '{ viewer { id email maskedEmail role status createdAt } }';

describe('sessions', () => {
  let subgraph: TestSubgraph;
  let signer: AccessTokenSigner;
  let clock: TestClock;

  beforeAll(async () => {
    clock = createTestClock();
    ({ subgraph, signer } = await startAuthSubgraph({ now: clock.now }));
  });
  afterAll(() => subgraph?.stop());

  /** Sends an operation as a browser does that has this cookie; tells the one it has afterwards. */
  async function send(query: string, { cookie, ...variables }: Record<string, string | undefined> = {}) {
    const headers: Record<string, string> =
      cookie === undefined ? {} : { cookie: `payloom_refresh=${cookie}` };
    const answer = await subgraph.execute<{ result: Result }>(query, variables, { headers });
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    const setCookie = answer.headers.get('set-cookie') ?? '';
    return {
      result: answer.data.result,
      setCookie,
      cookie: /payloom_refresh=([^;]*)/.exec(setCookie)?.[1],
      accessToken: answer.data.result.accessToken ?? '',
    };
  }

  const endings = (sessionId: string | undefined) =>
    subgraph.published.filter(({ type, subject }) => type === 'auth.session.ended' && subject === sessionId);

  it('carry somebody from registering over a refresh to signing out', async () => {
    const registered = await send(register, { email: 'alice@example.com', password });
    expect(registered.result).toMatchObject({
      __typename: 'Session',
      viewer: { email: 'alice@example.com', role: 'CUSTOMER' },
    });
    const seen = await subgraph.execute(viewer, {}, { as: registered.accessToken });
    expect(seen.data).toMatchObject({
      viewer: { email: 'alice@example.com', role: 'CUSTOMER', status: 'ACTIVE' },
    });

    const refreshed = await send(refreshSession, { cookie: registered.cookie });
    expect(refreshed.result).toMatchObject({ __typename: 'Session', id: registered.result.id });
    expect(refreshed.cookie).not.toBe(registered.cookie);

    const left = await send(signOut, { cookie: refreshed.cookie });
    expect(left.result).toEqual({ __typename: 'SignedOut', sessionId: registered.result.id });
    expect(left.cookie).toBe('');
    expect((await send(refreshSession, { cookie: refreshed.cookie })).result.__typename).toBe(
      'SessionExpired',
    );
    expect((await send(signOut, { cookie: refreshed.cookie })).result.sessionId).toBeNull();
  });

  it('travel in a cookie that scripts, other sites and plain HTTP do not get', async () => {
    const { setCookie, cookie, result } = await send(register, { email: 'cookie@example.com', password });
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/graphql', 'Expires=']) {
      expect(setCookie).toContain(attribute);
    }
    expect(setCookie).toMatch(
      /payloom_device=[\w-]{43}; Max-Age=34560000; Path=\/graphql; HttpOnly; Secure; SameSite=Strict/,
    );
    expect(JSON.stringify(result)).not.toContain(cookie);
    const cleared = (await send(signOut, { cookie })).setCookie;
    expect(cleared).toMatch(/payloom_refresh=;.*Path=\/graphql/);
    expect(cleared).toContain('Expires=Thu, 01 Jan 1970');
  });

  it('do not start with a wrong password', async () => {
    await send(register, { email: 'bob@example.com', password });
    const refused = await send(signIn, { email: 'bob@example.com', password: 'a wrong password' });
    expect(refused.result).toEqual({
      __typename: 'InvalidCredentials',
      message: 'The email or the password is wrong.',
    });
    expect(refused.setCookie).toBe('');
    expect((await send(signIn, { email: 'BOB@example.com', password })).result.__typename).toBe('Session');
  });

  it('do not start for an email that has an account', async () => {
    await send(register, { email: 'carol@example.com', password });
    const second = await send(register, { email: 'Carol@Example.com', password: 'another password' });
    expect(second.result).toMatchObject({ __typename: 'EmailTaken' });
    expect(second.setCookie).toBe('');
  });

  it('refuse an expired access token and go on by the cookie', async () => {
    const { cookie, result } = await send(register, { email: 'dave@example.com', password });
    const past = new Date(Date.now() - 3_600_000);
    const userId = (await signer.verify(result.accessToken ?? '')).userId;
    const old = await signer.sign({ id: userId, role: 'CUSTOMER' }, { id: result.id ?? '' }, past);
    const refused = await subgraph.execute(viewer, {}, { as: old.token });
    expect(refused).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' } }],
    });
    const { accessToken } = await send(refreshSession, { cookie });
    expect((await subgraph.execute(viewer, {}, { as: accessToken })).data).toMatchObject({
      viewer: { id: userId },
    });
  });

  it('survive two tabs that refresh at once', async () => {
    const { cookie, result } = await send(register, { email: 'tabs@example.com', password });
    const [one, two] = await Promise.all([
      send(refreshSession, { cookie }),
      send(refreshSession, { cookie }),
    ]);
    expect(one.cookie).toBe(two.cookie);
    clock.advance(rotationGraceSeconds + 1);
    const next = await send(refreshSession, { cookie: one.cookie });
    expect(next.result).toMatchObject({ __typename: 'Session', id: result.id });
    expect(endings(result.id)).toEqual([]);
  });

  it('go on when a request comes late that its page has given up, and what is answered takes no cookie away', async () => {
    const { cookie } = await send(register, { email: 'late@example.com', password });
    const next = await send(refreshSession, { cookie });
    clock.advance(rotationGraceSeconds + 1);
    const late = await subgraph.execute(
      refreshSession,
      {},
      { headers: { cookie: `payloom_refresh=${cookie}` } },
    );
    expect(late.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_REPLACED' } },
    ]);
    expect(late.headers.get('set-cookie')).toBeNull();
    expect((await send(refreshSession, { cookie: next.cookie })).result.__typename).toBe('Session');
  });

  it('end, for thief and owner alike, when a token is used again after the grace', async () => {
    const { cookie, result } = await send(register, { email: 'stolen@example.com', password });
    const thief = await send(refreshSession, { cookie });
    clock.advance(rotationGraceSeconds + 1);
    const owner = await send(refreshAgain, { cookie });
    expect(owner.result.__typename).toBe('SessionExpired');
    expect(owner.cookie).toBe('');
    expect((await send(refreshSession, { cookie: thief.cookie })).result.__typename).toBe('SessionExpired');
    await subgraph.eventually(() =>
      expect(endings(result.id)).toMatchObject([{ data: { reason: 'TOKEN_REUSED' } }]),
    );
  });

  it('reach the other subgraphs as events', async () => {
    const { result } = await send(register, { email: 'events@example.com', password });
    await subgraph.eventually(() => {
      const types = subgraph.published
        .filter(({ data }) => data.sessionId === result.id || data.email === 'events@example.com')
        .map(({ type }) => type);
      expect(types).toEqual(['auth.user.registered', 'auth.session.started']);
    });
  });
});

describe('the key set', () => {
  it('is published where the others look for it', async () => {
    const { subgraph, signer } = await startAuthSubgraph({ cookieSecure: false });
    const response = await fetch(new URL('/.well-known/jwks.json', subgraph.url));
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await response.json()).toEqual(signer.keySet);
    const answer = await subgraph.execute(register, { email: 'plain@example.com', password });
    expect(answer.headers.get('set-cookie')).not.toContain('Secure');
    await subgraph.stop();
  });
});
