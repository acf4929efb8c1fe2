import { jest } from '@jest/globals';
import { fetchNotice, fetchPasskeyChallenge } from './before-sign-in.ts';
import { SessionUnreachable } from './post.ts';

function answer(body: unknown) {
  const fetch = jest.fn(async (_url: string, _init: RequestInit) => Response.json(body));
  Object.assign(globalThis, { fetch });
  return fetch;
}

const challenge = { challenge: 'abc', rpId: 'localhost', timeoutMs: 60_000, credentials: [] };

it('reads what administrators tell everybody', async () => {
  const fetch = answer({ data: { notice: { text: 'Back at noon.' } } });
  expect(await fetchNotice()).toBe('Back at noon.');
  expect(fetch.mock.calls[0]?.[1].body).toEqual(expect.stringContaining('NoticeForAnybody'));
});

it.each([[{ data: { notice: { text: null } } }], [{ errors: [{ message: 'no' }] }], ['<html>']])(
  'has nothing to tell where the graph answers %j',
  async (body) => {
    answer(body);
    expect(await fetchNotice()).toBeUndefined();
  },
);

it('gets what a passkey may sign', async () => {
  const made = { __typename: 'PasskeyChallenge', ...challenge };
  answer({ data: { beginPasskeySignIn: made } });
  expect(await fetchPasskeyChallenge()).toEqual(challenge);
});

it('fails where there is nothing to sign', async () => {
  answer({ data: { beginPasskeySignIn: { __typename: 'TooManyAttempts' } } });
  await expect(fetchPasskeyChallenge()).rejects.toThrow(SessionUnreachable);
});
