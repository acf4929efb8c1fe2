import { jest } from '@jest/globals';
import { fetchInTime, isLate } from './fetch-in-time.ts';
import { fetchInVain } from './testing/late-by-test-clock.ts';

const ownFetch = globalThis.fetch;

function answerBy(fetch: typeof globalThis.fetch): void {
  globalThis.fetch = fetch;
}

const failureOf = (task: Promise<unknown>): Promise<unknown> =>
  task.then(
    () => undefined,
    (error: unknown) => error,
  );

afterEach(() => (globalThis.fetch = ownFetch));

it('gives up who never answers', async () => {
  answerBy(fetchInVain);
  expect(isLate(await failureOf(fetchInTime('/graphql', {}, 20)))).toBe(true);
});

it('gives up an answer that stops on the way', async () => {
  answerBy(async (_url, { signal } = {}) => {
    const begin = (body: ReadableStreamDefaultController<Uint8Array>): void => {
      body.enqueue(new TextEncoder().encode('{"data":'));
      signal?.addEventListener('abort', () => body.error(signal.reason));
    };
    return new Response(new ReadableStream({ start: begin }));
  });
  const response = await fetchInTime('/graphql', {}, 20);
  expect(response.status).toBe(200);
  expect(isLate(await failureOf(response.text()))).toBe(true);
});

it('changes nothing about an answer in time, nor about what is asked', async () => {
  const fetch = jest.fn(async (_url: unknown, _init?: RequestInit) => new Response('heard'));
  answerBy(fetch);
  const asked = { method: 'POST', headers: { accept: 'text/plain' } };
  expect(await (await fetchInTime('/graphql', asked)).text()).toBe('heard');
  expect(fetch.mock.calls).toEqual([['/graphql', expect.objectContaining(asked)]]);
});

it('ends as well when whoever asked wants it no more, which is no lateness', async () => {
  answerBy(fetchInVain);
  const leaving = new AbortController();
  const failure = failureOf(fetchInTime('/graphql', { signal: leaving.signal }));
  leaving.abort();
  expect(await failure).toMatchObject({ name: 'AbortError' });
  expect(isLate(await failure)).toBe(false);
});

it('takes nobody for late whom the browser could not reach', () => {
  for (const failure of [new TypeError('Failed to fetch'), undefined, 'TimeoutError'])
    expect(isLate(failure)).toBe(false);
});
