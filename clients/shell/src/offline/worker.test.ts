import { jest } from '@jest/globals';
import { keepReleases } from '../../service-worker/keep-releases.ts';
import { isOwnPage, isPointer, isUnchanging } from '../../service-worker/routes.ts';

const origin = 'http://localhost';
const at = (path: string): URL => new URL(path, origin);

describe('what the worker answers', () => {
  it.each(['/', '/payments', '/payments/7', '/graphql-is-fun', '/filesystem'])('%s is a page', (path) => {
    expect(isOwnPage(at(path))).toBe(true);
  });

  it.each([
    '/graphql',
    '/files/profile/avatars/1',
    '/explorer/',
    '/metrics',
    '/webhooks/provider',
    '/favicon.ico',
  ])('%s is none of ours', (path) => expect(isOwnPage(at(path))).toBe(false));

  it('the list of remotes is that of this origin', () => {
    expect(isPointer(at('/remotes.json'))).toBe(true);
    expect(isPointer(new URL('https://cdn.example/remotes.json'))).toBe(false);
    expect(isPointer(at('/remotes/remotes.json'))).toBe(false);
  });

  const inShell = new Set([
    at('/index.html').href,
    'https://cdn.example/assets/shell.0123abcd.js',
    at('/').href,
  ]);
  it.each([
    ['a hashed asset', at('/assets/7.0123abcd.js'), true],
    ['anything of a version of a remote', at('/remotes/auth/0.1.0-1/release.json'), true],
    [
      'what the shell consists of, from wherever it comes',
      new URL('https://cdn.example/assets/shell.0123abcd.js'),
      true,
    ],
    ['a page', at('/'), false],
    ['what is named without a hash', at('/manifest.webmanifest'), false],
    ['a page of data with a hash in its name', at('/data.0123abcd.json'), false],
    ['a picture of a person', at('/files/profile/avatars/a.0123abcd.png'), false],
    ['another origin', new URL('https://elsewhere.example/a.0123abcd.js'), false],
  ])('%s never changes: %s', (_what, url, unchanging) => {
    expect(isUnchanging(url, inShell)).toBe(unchanging);
  });
});

describe('what is kept of remotes', () => {
  /** What lies in the cache, by its address. */
  let kept: Map<string, string>;
  /** What the server has, by its address. */
  let released: Map<string, string>;
  const asked: { url: string; integrity: string | undefined }[] = [];

  const cache = {
    match: async (url: string) => {
      const text = kept.get(url);
      return text === undefined ? undefined : new Response(text);
    },
    put: async (url: string, response: Response) => void kept.set(url, await response.text()),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async ({ url }: { url: string }) => kept.delete(url),
  };

  const release = (name: string, version: string) => `${origin}/remotes/${name}/${version}/`;

  /** Puts a version on the server: its entry, a page and a style. */
  function put(name: string, version: string): void {
    const folder = release(name, version);
    const files = { 'entry.js': 'sha-e', 'page.js': 'sha-p', 'page.css': 'sha-c' };
    released.set(`${folder}release.json`, JSON.stringify({ files }));
    for (const file of Object.keys(files)) released.set(folder + file, `${version} ${file}`);
  }

  const listing = (name: string, version: string) => ({
    name,
    entry: `/remotes/${name}/${version}/entry.js`,
    integrity: { 'entry.js': 'sha-e', 'release.json': 'sha-l' },
  });
  const names = () => [...kept.keys()].map((url) => url.replace(`${origin}/remotes/`, '')).sort();

  beforeEach(() => {
    kept = new Map();
    released = new Map();
    asked.length = 0;
    const fetching = async (url: string, { integrity }: RequestInit = {}) => {
      asked.push({ url, integrity });
      const text = released.get(url);
      return text === undefined ? new Response('', { status: 404 }) : new Response(text);
    };
    Object.assign(globalThis, { fetch: fetching, caches: { open: async () => cache } });
  });
  afterEach(() => jest.restoreAllMocks());

  it('is every page of the version that is listed, each by its hash', async () => {
    put('auth', '1');
    await keepReleases({ remotes: [listing('auth', '1')] }, `${origin}/`);
    expect(names()).toEqual(['auth/1/entry.js', 'auth/1/page.css', 'auth/1/page.js', 'auth/1/release.json']);
    expect(asked).toContainEqual({ url: `${release('auth', '1')}page.js`, integrity: 'sha-p' });
    expect(asked.every(({ integrity }) => integrity !== undefined && integrity !== '')).toBe(true);
  });

  it('is asked for once, and goes when another version is listed', async () => {
    put('auth', '1');
    put('auth', '2');
    await keepReleases({ remotes: [listing('auth', '1')] }, `${origin}/`);
    const before = asked.length;
    await keepReleases({ remotes: [listing('auth', '1')] }, `${origin}/`);
    expect(asked).toHaveLength(before);
    await keepReleases({ remotes: [listing('auth', '2')] }, `${origin}/`);
    expect(names().every((name) => name.startsWith('auth/2/'))).toBe(true);
    expect(names()).toHaveLength(4);
  });

  it('is not dropped for a release that cannot be had, and is complete with the next list', async () => {
    put('auth', '1');
    await keepReleases({ remotes: [listing('auth', '1')] }, `${origin}/`);
    put('auth', '2');
    released.delete(`${release('auth', '2')}page.js`);
    await keepReleases({ remotes: [listing('auth', '2')] }, `${origin}/`);
    expect(names()).toContain('auth/1/page.js');
    put('auth', '2');
    await keepReleases({ remotes: [listing('auth', '2')] }, `${origin}/`);
    expect(names()).toContain('auth/2/page.js');
    expect(names()).not.toContain('auth/1/page.js');
  });

  it.each([[null], ['words'], [{ remotes: 'all' }]])('is nothing where the list is %j', async (list) => {
    await keepReleases(list, `${origin}/`);
    expect(names()).toEqual([]);
  });

  it('comes from the CDN where hashed files do, with what describes it from here', async () => {
    put('auth', '1');
    const cdn = 'https://cdn.example/';
    for (const [url, text] of [...released]) released.set(url.replace(`${origin}/`, cdn), text);
    await keepReleases({ remotes: [listing('auth', '1')] }, cdn);
    expect([...kept.keys()]).toContain(`${cdn}remotes/auth/1/page.js`);
    expect([...kept.keys()]).toContain(`${release('auth', '1')}release.json`);
  });
});
