import { jest } from '@jest/globals';
import { fetchInVain, lateByTestClock } from '@payloom/session/testing/late-by-test-clock';
import { takeListAnswer } from './list-answer.ts';
import { preloadFirst } from './preload-first.ts';

const remote = (name: string, paths: string[], roles?: string[]) => ({
  name,
  label: { en: name, de: name },
  paths,
  roles,
  version: '1',
  entry: `/remotes/${name}/1/remote-entry.js`,
  integrity: {
    'remote-entry.js': `sha256-${name}`,
    'assets/entry.css': 'sha256-css',
    'release.json': 'sha256-r',
  },
});
const list = {
  remotes: [
    remote('auth', ['/sign-in']),
    remote('payments', ['/', '/payments', '/wallet']),
    remote('admin', ['/', '/admin'], ['ADMIN']),
  ],
};

function answer(body: unknown, status = 200) {
  const fetch = jest.fn(async (_url: string) => Response.json(body, { status }));
  Object.assign(globalThis, { fetch });
  return fetch;
}

const preloaded = () =>
  [...document.head.querySelectorAll<HTMLLinkElement>('link[rel=preload]')].map(
    ({ as, href, integrity }) => `${as} ${href} ${integrity}`,
  );

beforeEach(() => {
  document.head.innerHTML =
    '<template id="signed-in-files"><link rel="preload" as="script" href="/graph.js"></template>';
});

const visit = (path: string, role: string | null = null) => preloadFirst({ path, role, assetsAt: '/' });

it('fetches the scripts and styles of the remote whose page it is, held to their hashes', async () => {
  answer(list);
  await visit('/payments/7');
  expect(preloaded()).toEqual([
    'script http://localhost/remotes/payments/1/remote-entry.js sha256-payments',
    'style http://localhost/remotes/payments/1/assets/entry.css sha256-css',
  ]);
});

it('fetches what the very page needs, and not what other pages do', async () => {
  const [first, ...others] = list.remotes;
  const integrity = { ...first?.integrity, 'assets/sign-in.js': 'sha256-in', 'assets/up.js': 'sha256-up' };
  const pages = { '/sign-in': ['assets/sign-in.js'], '/sign-up': ['assets/up.js'] };
  answer({ remotes: [{ ...first, integrity, pages }, ...others] });
  await visit('/sign-in');
  expect(preloaded()).toEqual([
    'script http://localhost/remotes/auth/1/remote-entry.js sha256-auth',
    'style http://localhost/remotes/auth/1/assets/entry.css sha256-css',
    'script http://localhost/remotes/auth/1/assets/sign-in.js sha256-in',
  ]);
});

it('fetches what stands around every page as well where somebody was signed in, and nothing twice', async () => {
  answer(list);
  await visit('/payments', 'CUSTOMER');
  const urls = preloaded().map((each) => each.split(' ')[1]);
  expect(urls).toEqual([
    'http://localhost/graph.js',
    'http://localhost/remotes/payments/1/remote-entry.js',
    'http://localhost/remotes/payments/1/assets/entry.css',
  ]);
  answer(list);
  await visit('/payments', 'CUSTOMER');
  expect(preloaded()).toHaveLength(urls.length);
});

it.each([
  ['CUSTOMER', ['payments']],
  ['ADMIN', ['payments', 'admin']],
  // They are asked to sign in first.
  [null, []],
])('fetches for the dashboard of a %s what has cards for them', async (role, names) => {
  answer(list);
  await visit('/', role);
  const scripts = preloaded().filter((each) => each.includes('remote-entry.js'));
  expect(scripts.map((each) => each.split('/')[4])).toEqual(names);
});

it('leaves its answer to whoever reads the list next, once', async () => {
  const fetch = answer(list);
  await visit('/sign-in');
  expect(await takeListAnswer()).toEqual(list);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(await takeListAnswer()).toEqual(list);
  expect(fetch).toHaveBeenCalledTimes(2);
});

it.each([
  ['is no list', { remotes: [null, 7, {}, { entry: 1, paths: [] }] }, 200],
  ['is nothing at all', null, 200],
  ['is an error', {}, 502],
])('does without where the answer %s', async (_what, body, status) => {
  answer(body, status);
  await visit('/sign-in');
  expect(preloaded()).toEqual([]);
  await takeListAnswer().catch(() => undefined);
});

it('waits no longer for a list that never comes than for a remote', async () => {
  jest.useFakeTimers();
  const restore = lateByTestClock();
  Object.assign(globalThis, { fetch: fetchInVain });
  const given = expect(takeListAnswer()).rejects.toMatchObject({ name: 'TimeoutError' });
  await jest.advanceTimersByTimeAsync(10_000);
  await given;
  restore();
  jest.useRealTimers();
});
