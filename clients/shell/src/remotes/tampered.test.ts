import { EntryLoadError } from './container.ts';
import { releaseOf, type Release } from './release.ts';
import { isTampered } from './tampered.ts';

const folder = 'http://localhost/remotes/auth/0.1.0-5e92d925b0/';
const files = {
  'remote-entry.js': 'entry',
  'assets/first.css': 'a {}',
  'assets/late.js': 'late',
};
const notLoaded = new EntryLoadError('remote-entry.js could not be loaded.');
const ofChunk = (request?: string) =>
  Object.assign(new Error('Loading failed.'), { name: 'ChunkLoadError', request });

/** What the server has; a file that is left out is not there. */
const served = new Map<string, string>();

let release: Release;
const hashes: Record<string, string> = {};

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

beforeAll(async () => {
  for (const [path, text] of Object.entries(files)) hashes[path] = await hashOf(text);
  const { 'assets/late.js': _late, ...integrity } = hashes;
  release = releaseOf(
    {
      name: 'auth',
      label: { en: 'Sign-in', de: 'Anmeldung' },
      paths: ['/sign-in'],
      entry: '/remotes/auth/0.1.0-5e92d925b0/remote-entry.js',
      version: '0.1.0-5e92d925b0',
      integrity,
    },
    '/',
  );
  Object.assign(globalThis, {
    fetch: async (url: URL | string) => {
      const text = served.get(String(url).slice(folder.length));
      return text === undefined ? new Response('', { status: 404 }) : new Response(text);
    },
  });
});
beforeEach(() => {
  served.clear();
  for (const [path, text] of Object.entries(files)) served.set(path, text);
  served.set('release.json', JSON.stringify({ files: hashes }));
});

it.each(['remote-entry.js', 'assets/first.css'])(
  'finds that %s, which the shell asked for, is not as it was released',
  async (path) => {
    served.set(path, 'something else');
    expect(await isTampered(release, notLoaded)).toBe(true);
  },
);

it('finds a chunk that only the entry knows', async () => {
  served.set('assets/late.js', 'something else');
  expect(await isTampered(release, ofChunk(`${folder}assets/late.js`))).toBe(true);
});

it('finds a stylesheet, of which the error does not say the name', async () => {
  served.set('assets/first.css', 'body { display: none }');
  expect(await isTampered(release, ofChunk())).toBe(true);
});

it.each([
  ['what came is as it was released by now', () => undefined, notLoaded],
  ['nothing comes at all', () => served.clear(), notLoaded],
  ['a chunk is not there', () => served.delete('assets/late.js'), ofChunk(`${folder}assets/late.js`)],
  ['a page has an error of its own', () => served.set('remote-entry.js', 'something else'), new Error('no')],
])('says nothing of the kind when %s', async (_case, change, error) => {
  change();
  expect(await isTampered(release, error)).toBe(false);
});

it('finds nothing where nothing is pinned, as in development', async () => {
  served.clear();
  expect(await isTampered({ ...release, assetsUrl: undefined, pins: {} }, notLoaded)).toBe(false);
});
