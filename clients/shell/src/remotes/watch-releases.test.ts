import { jest } from '@jest/globals';
import type { RemoteListing } from './remote-list.ts';
import { watchReleases } from './watch-releases.ts';

const remote = (name: string, version?: string): RemoteListing => ({
  name,
  label: { en: name, de: name },
  paths: [`/${name}`],
  entry: `/remotes/${name}/entry.js`,
  ...(version === undefined ? {} : { version }),
});
const shown = [remote('payments', '1'), remote('auth', '1')];

let listed: Promise<RemoteListing[]>;
let own: readonly RemoteListing[];
const offer = jest.fn();
let stop: () => void;

/** Somebody comes back to the page. */
async function comeBack(): Promise<void> {
  document.dispatchEvent(new Event('visibilitychange'));
  // What the list said is known by then.
  await listed.catch(() => undefined);
  await Promise.resolve();
}

beforeEach(() => {
  own = shown;
  listed = Promise.resolve([...shown]);
  offer.mockClear();
  stop = watchReleases({ fetchList: () => listed, shown: () => own, offer });
});
afterEach(() => stop());

it('offers nothing while all is as the page was made by, in whatever order', async () => {
  listed = Promise.resolve(shown.toReversed());
  await comeBack();
  expect(offer).not.toHaveBeenCalled();
});

it('offers a release once, and the next one again', async () => {
  listed = Promise.resolve([remote('payments', '2'), remote('auth', '1')]);
  await comeBack();
  await comeBack();
  expect(offer).toHaveBeenCalledTimes(1);
  listed = Promise.resolve([remote('payments', '3'), remote('auth', '1')]);
  await comeBack();
  expect(offer).toHaveBeenCalledTimes(2);
});

it('offers nothing once the release was taken back', async () => {
  listed = Promise.resolve([remote('payments', '2'), remote('auth', '1')]);
  stop();
  stop = watchReleases({ fetchList: () => listed, shown: () => own, offer });
  listed = Promise.resolve([...shown]);
  await comeBack();
  expect(offer).not.toHaveBeenCalled();
});

it.each([
  ['the list cannot be had', () => (listed = Promise.reject(new TypeError('Failed to fetch')))],
  ['the page itself has none yet', () => (own = [])],
  [
    'nothing is pinned, as in development',
    () => {
      own = [remote('payments')];
      listed = Promise.resolve([remote('payments')]);
    },
  ],
])('offers nothing where %s', async (_why, begin) => {
  if (own.length > 0) listed = Promise.resolve([remote('payments', '2')]);
  begin();
  await comeBack();
  expect(offer).not.toHaveBeenCalled();
});

it('looks by itself now and then, until it is stopped', () => {
  jest.useFakeTimers();
  const fetchList = jest.fn(async () => [...shown]);
  const stopThis = watchReleases({ fetchList, shown: () => own, offer });
  jest.advanceTimersByTime(31 * 60_000);
  expect(fetchList).toHaveBeenCalledTimes(1);
  stopThis();
  jest.advanceTimersByTime(60 * 60_000);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(fetchList).toHaveBeenCalledTimes(1);
  jest.useRealTimers();
});
