import { jest } from '@jest/globals';
import { session } from '@payloom/session/session';
import { fetchInVain } from '@payloom/session/testing/late-by-test-clock';
import { fetchFile } from './fetch-file.ts';

const ownFetch = globalThis.fetch;
const address = '/files/payments/payments.csv';
const place = {
  save: async (body: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    await new Response(body).arrayBuffer();
  },
};

beforeEach(() => {
  jest.useFakeTimers();
  session.begin({
    accessToken: 'token',
    accessTokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    viewer: { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' },
  });
});

afterEach(() => {
  jest.useRealTimers();
  globalThis.fetch = ownFetch;
});

/** A download, of which the test sees what has come and how it ended. */
function begin() {
  const seen: { bytes: number; problem: unknown } = { bytes: 0, problem: 'none yet' };
  const { signal } = new AbortController();
  void fetchFile({ address, place, onBytes: (bytes) => (seen.bytes = bytes), signal }).then(
    (problem) => (seen.problem = problem),
  );
  return seen;
}

test('a file that never begins to come is given up', async () => {
  globalThis.fetch = fetchInVain;
  const seen = begin();
  await jest.advanceTimersByTimeAsync(59_000);
  expect(seen.problem).toBe('none yet');
  await jest.advanceTimersByTimeAsync(2_000);
  expect(seen.problem).toBe('UNREACHABLE');
});

test('a file is broken off once nothing comes of it for a minute, however long it takes in all', async () => {
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  globalThis.fetch = async (_url, { signal } = {}) => {
    const stream = new ReadableStream<Uint8Array>({ start: (own) => void (body = own) });
    signal?.addEventListener('abort', () => body?.error(signal.reason));
    return new Response(stream);
  };
  const seen = begin();
  for (let part = 1; part <= 4; part += 1) {
    await jest.advanceTimersByTimeAsync(45_000);
    body?.enqueue(new Uint8Array(10));
  }
  await jest.advanceTimersByTimeAsync(59_000);
  expect(seen).toEqual({ bytes: 40, problem: 'none yet' });
  await jest.advanceTimersByTimeAsync(2_000);
  expect(seen.problem).toBe('BROKEN_OFF');
});
