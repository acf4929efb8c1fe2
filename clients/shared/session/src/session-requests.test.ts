import { jest } from '@jest/globals';
import { learnTime, serverNow } from '@payloom/i18n/server-clock';
import { SessionUnreachable } from './post.ts';
import { secondsLeft, sessionRequests } from './session-requests.ts';
import { fetchInVain, lateByTestClock } from './testing/late-by-test-clock.ts';

const now = new Date('2026-03-01T12:00:00Z');
const viewer = { id: 'alice', email: null, role: 'CUSTOMER' };

function answer(body: unknown, headers: Record<string, string> = {}) {
  const fetch = jest.fn(async (_url: string, _init: RequestInit) => ({
    json: async () => body,
    headers: { get: (name: string) => headers[name] ?? null },
  }));
  Object.assign(globalThis, { fetch });
  return fetch;
}

const session = {
  __typename: 'Session',
  accessToken: 'token',
  accessTokenExpiresAt: '2026-03-01T12:10:00Z',
  viewer,
};

afterEach(() => learnTime(new Date().toUTCString(), Date.now()));

it('asks for a new token with nothing but the cookie', async () => {
  const fetch = answer({ data: { refreshSession: session } }, { date: now.toUTCString() });
  const refreshed = await sessionRequests('/graphql').refresh();
  expect(refreshed).toMatchObject({ accessToken: 'token', viewer, lifetimeSeconds: 600 });
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect(url).toBe('/graphql');
  expect(init?.credentials).toBe('same-origin');
  expect(init?.headers).not.toHaveProperty('authorization');
});

it('learns from it what time it is', async () => {
  answer({ data: { refreshSession: session } }, { date: now.toUTCString() });
  await sessionRequests('/graphql').refresh();
  expect(Math.abs(serverNow() - now.getTime())).toBeLessThan(60_000);
});

it('learns nothing of the time from an answer that it read much later', async () => {
  const fetch = answer({ data: { refreshSession: session } }, { date: now.toUTCString() });
  const readAtMs = Date.now() + 3_600_000;
  fetch.mockImplementationOnce(async (url, init) => {
    jest.spyOn(Date, 'now').mockReturnValue(readAtMs);
    return fetch(url, init);
  });
  await sessionRequests('/graphql').refresh();
  expect(serverNow()).toBe(readAtMs);
  jest.restoreAllMocks();
});

it('asks nothing where it was asked already', async () => {
  const fetch = answer(null);
  const asked = Promise.resolve({ body: { data: { refreshSession: session } }, date: now.toUTCString() });
  expect(await sessionRequests().refresh(asked)).toMatchObject({
    accessToken: 'token',
    lifetimeSeconds: 600,
  });
  expect(fetch).not.toHaveBeenCalled();
});

it('is seen through when the page is left, for the answer may replace the cookie', async () => {
  const fetch = answer({ data: { refreshSession: session } });
  await sessionRequests().refresh();
  expect(fetch.mock.calls[0]?.[1].keepalive).toBe(true);
});

it('knows that a session has ended', async () => {
  answer({ data: { refreshSession: { __typename: 'SessionExpired', reason: 'SUSPENDED' } } });
  expect(await sessionRequests().refresh()).toEqual({ over: 'SUSPENDED' });
});

it('asks again where the token has a successor: for whoever has it by now, or whose session is over', async () => {
  const replaced = {
    errors: [{ message: 'Replaced.', extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_REPLACED' } }],
    data: null,
  };
  const asked: string[] = [];
  const fetch = async (_url: string, { body }: RequestInit) => {
    const question = await new Response(body ?? null).text();
    asked.push(question);
    const isAgain = question.includes('refreshSession(again: true)');
    return Response.json(isAgain ? { data: { refreshSession: session } } : replaced);
  };
  Object.assign(globalThis, { fetch });
  expect(await sessionRequests().refresh()).toMatchObject({ accessToken: 'token', viewer });
  expect(asked).toHaveLength(2);
});

it.each([
  ['an error of the graph', { errors: [{ message: 'Something went wrong on our side.' }], data: null }],
  ['something else than the graph', '<html>'],
])('takes %s for no answer, not for the end of the session', async (_case, body) => {
  answer(body);
  await expect(sessionRequests().refresh()).rejects.toThrow(SessionUnreachable);
  await expect(sessionRequests().signOut('token')).rejects.toThrow(SessionUnreachable);
});

it('says so when the network is gone', async () => {
  Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
  await expect(sessionRequests().refresh()).rejects.toThrow(SessionUnreachable);
});

it('gives up who never answers while the server still knows the token before the one it may have sent', async () => {
  jest.useFakeTimers();
  const restore = lateByTestClock();
  Object.assign(globalThis, { fetch: fetchInVain });
  const refreshed = sessionRequests().refresh();
  const refused = expect(refreshed).rejects.toThrow(SessionUnreachable);
  await jest.advanceTimersByTimeAsync(9_000);
  await refused;
  restore();
  jest.useRealTimers();
});

it('signs out with the token it has', async () => {
  const fetch = answer({ data: { signOut: { __typename: 'SignedOut' } } });
  await sessionRequests().signOut('token');
  expect(fetch.mock.calls[0]?.[1].headers).toHaveProperty('authorization', 'Bearer token');
});

it('signs out by the cookie where the token has run out', async () => {
  const expired = { errors: [{ message: 'Expired.', extensions: { code: 'UNAUTHENTICATED' } }] };
  const asked: unknown[] = [];
  const fetch = async (_url: string, { headers }: RequestInit) => {
    const authorization = new Headers(headers).get('authorization');
    asked.push(authorization);
    return Response.json(
      authorization === null ? { data: { signOut: { __typename: 'SignedOut' } } } : expired,
    );
  };
  Object.assign(globalThis, { fetch });
  await sessionRequests().signOut('token');
  expect(asked).toEqual(['Bearer token', null]);
});

it("measures a token's life by the server's clock, and by its own only until that is known", () => {
  const wrongClock = jest.spyOn(Date, 'now').mockReturnValue(now.getTime() + 3_600_000);
  expect(secondsLeft('2026-03-01T12:10:00Z', now.toUTCString())).toBe(600);
  expect(secondsLeft('2026-03-01T12:10:00Z', null)).toBe(0);
  learnTime(now.toUTCString(), Date.now());
  expect(secondsLeft('2026-03-01T12:10:00Z', null)).toBe(600);
  wrongClock.mockRestore();
});
