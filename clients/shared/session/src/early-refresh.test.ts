import { jest } from '@jest/globals';
import { refreshEarly, takeEarlyRefresh } from './early-refresh.ts';
import { openChannel } from './channel.ts';
import { SessionUnreachable } from './post.ts';

const nothing = { getItem: () => null };
const body = { data: { refreshSession: { __typename: 'SessionExpired' } } };

function answer() {
  const fetch = jest.fn(async (_url: string) => Response.json(body, { headers: { date: 'today' } }));
  Object.assign(globalThis, { fetch });
  return fetch;
}

afterEach(() => {
  void takeEarlyRefresh();
  jest.restoreAllMocks();
});

it('is taken once', async () => {
  const fetch = answer();
  refreshEarly(nothing);
  expect(await takeEarlyRefresh()).toEqual({ body, date: 'today' });
  expect(takeEarlyRefresh()).toBeUndefined();
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('is not asked while a sign-out is still to reach the server', () => {
  const fetch = answer();
  refreshEarly({ getItem: () => 'yes' });
  expect(takeEarlyRefresh()).toBeUndefined();
  expect(fetch).not.toHaveBeenCalled();
});

it('tells whoever takes it that nobody answered', async () => {
  Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
  refreshEarly(nothing);
  await expect(takeEarlyRefresh()).rejects.toThrow(SessionUnreachable);
});

it('is left where it is old', () => {
  answer();
  const now = jest.spyOn(performance, 'now').mockReturnValue(0);
  refreshEarly(nothing);
  now.mockReturnValue(10_000);
  expect(takeEarlyRefresh()).toBeUndefined();
});

it.each([
  ['signed in', { type: 'signed-in', viewerId: 'bob' }],
  ['signed out', { type: 'signed-out' }],
] as const)('is left where somebody has %s in another tab since', async (_what, message) => {
  answer();
  const others = [openChannel(), openChannel()] as const;
  const heard = new Promise((resolve) => others[0].subscribe(resolve));
  refreshEarly(nothing);
  others[1].post(message);
  await heard;
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(takeEarlyRefresh()).toBeUndefined();
  for (const other of others) other.close();
});
