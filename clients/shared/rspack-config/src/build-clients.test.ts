/** @jest-environment node */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { clientsDir } from './client-project.ts';
import { integrityOf, readRelease } from './remote-release.ts';
import { remotesJsonSchema } from './remotes-json.ts';
import { scopeOf } from './scope-utilities.ts';

const BUILD_WITHIN_MS = 180_000;

// Rspack is native code that Jest's sandbox does not load: it runs in a process of its own, as it does in a build.
const build = `
  import { buildClients } from ${JSON.stringify(join(import.meta.dirname, 'build-clients.ts'))};
  const progress = [];
  await buildClients({ outputDir: process.argv[1], onProgress: (each) => progress.push(each) });
  console.log(JSON.stringify(progress));
`;
const progressSchema = z.array(z.object({ client: z.string(), finished: z.number(), total: z.number() }));

describe('the built site', () => {
  let site = '';
  let progress: z.infer<typeof progressSchema> = [];
  const read = (path: string) => readFile(join(site, path), 'utf8');
  const pinned = async () => remotesJsonSchema.parse(JSON.parse(await read('remotes.json'))).remotes;
  const folderOf = async (remote: string) =>
    `remotes/${remote}/${(await pinned()).find(({ name }) => name === remote)?.version}`;

  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), 'payloom-site-'));
    const { NODE_OPTIONS: _jestOnly, ...env } = process.env;
    const args = ['--input-type=module', '--eval', build, site];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    progress = progressSchema.parse(JSON.parse(stdout));
  }, BUILD_WITHIN_MS);
  afterAll(() => rm(site, { recursive: true, force: true }));

  it('has the shell and every remote, each reported when it was done', async () => {
    expect(progress.map(({ client }) => client)).toEqual(['shell', 'admin', 'auth', 'payments', 'profile']);
    expect(progress.at(-1)).toEqual({ client: 'profile', finished: 5, total: 5 });
    const page = await read('index.html');
    expect(page).toContain('<title>Payloom</title>');
    const [script = ''] = /<script[^>]*>/.exec(page) ?? [];
    expect(script).toMatch(/src="\/assets\/shell\.[\w-]{10}\.js"/);
    const [, name = ''] = /src="\/([^"]+)"/.exec(script) ?? [];
    const [, integrity] = /integrity="([^"]+)"/.exec(script) ?? [];
    expect(integrity).toBe(integrityOf(await read(name)));
  });

  it('fetches the scripts of every page beside the first one, held to their hashes', async () => {
    const [head = ''] = /^[^]*<\/head>/.exec(await read('index.html')) ?? [];
    const everybodys = head.replace(/<template[^]*<\/template>/, '');
    const links = [
      ...everybodys.matchAll(/<link rel="preload" as="script"[^>]*integrity="([^"]+)" href="\/([^"]+)"/g),
    ];
    const names = links.map(([, , name = '']) => /^assets\/([a-z-]+)\./.exec(name)?.[1]);
    expect(names).toEqual(expect.arrayContaining(['react', 'router', 'first', 'bootstrap']));
    expect(names).not.toContain('graph');
    for (const [, integrity, name = ''] of links) expect(integrity).toBe(integrityOf(await read(name)));
  });

  it('keeps back the scripts of whoever is signed in, the client of the graph among them', async () => {
    const [held = ''] =
      /<template id="signed-in-files">[^]*<\/template>/.exec(await read('index.html')) ?? [];
    const names = [...held.matchAll(/href="\/assets\/([a-z-]+)\./g)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(['graph', 'signed-in', 'lists']));
  });

  it('lists the remotes with what the shell has to know before it loads them', async () => {
    const remotes = await pinned();
    const auth = remotes.find(({ name }) => name === 'auth');
    expect(auth).toMatchObject({
      name: 'auth',
      label: { en: 'Sign-in and security', de: 'Anmeldung und Sicherheit' },
      paths: ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/verify-email', '/security'],
      version: expect.stringMatching(/^\d+\.\d+\.\d+-[\da-f]{10}$/),
    });
    expect(remotes.map(({ name, roles }) => [name, roles])).toContainEqual(['admin', ['ADMIN']]);
    expect(auth).not.toHaveProperty('roles');
    const entry = new RegExp(`^/remotes/auth/${auth?.version}/remote-entry\\.[\\da-f]{10}\\.js$`);
    expect(auth?.entry).toMatch(entry);
    for (const { paths } of remotes) expect(paths.length).toBeGreaterThan(0);
  });

  it('says of each remote that has cards that the dashboard is made of it, and of no other', async () => {
    for (const { name, paths } of await pinned()) {
      const hasCards = existsSync(join(clientsDir, 'remotes', name, 'src/dashboard/dashboard.ts'));
      expect([name, paths.includes('/')]).toEqual([name, hasCards]);
    }
  });

  it('names the files of the pages that people begin with, and pins them', async () => {
    const remotes = await pinned();
    const pages = remotes.flatMap(({ pages: ofRemote = {} }) => Object.keys(ofRemote));
    expect(pages).toEqual(['/sign-in', '/', '/payments']);
    for (const { integrity, pages: ofRemote = {} } of remotes)
      for (const [path, files] of Object.entries(ofRemote)) {
        expect([path, files.length > 0]).toEqual([path, true]);
        expect(Object.keys(integrity)).toEqual(expect.arrayContaining(files));
      }
  });

  it('pins what the shell asks for, and says in what it pins which hash each other file has', async () => {
    for (const { name, version, integrity } of await pinned()) {
      const folder = `remotes/${name}/${version}`;
      for (const [path, pin] of Object.entries(integrity)) {
        expect([path, integrityOf(await read(`${folder}/${path}`))]).toEqual([path, pin]);
      }
      const paths = Object.keys(integrity);
      expect(paths).toContain('release.json');
      const entry = await read(`${folder}/${paths.find((path) => path.startsWith('remote-entry.'))}`);
      const { files } = await readRelease(join(site, folder));
      const assets = Object.entries(files).filter(([path]) => path.startsWith('assets/'));
      expect(assets.length).toBeGreaterThan(3);
      for (const [path, hash] of assets) {
        expect(hash).toBe(integrityOf(await read(`${folder}/${path}`)));
        expect(entry).toContain(hash);
      }
    }
  });

  it('gives a remote no page of its own, and styles that hold in the remote only', async () => {
    const folder = await folderOf('auth');
    expect(existsSync(join(site, folder, 'index.html'))).toBe(false);
    const files = await readdir(join(site, folder, 'assets'));
    const styles = files.filter((file) => file.endsWith('.css'));
    expect(styles).toHaveLength(1);
    const css = (await read(`${folder}/assets/${styles[0]}`)).replaceAll(/["'\s]/g, '');
    expect(css).toContain(`${scopeOf('auth').replaceAll(/["'\s]/g, '')}.`);
    expect(css).not.toMatch(/[{}]\.flex\{/);
  });

  it('bundles no copy of React into a remote’s own code', async () => {
    const folder = await folderOf('auth');
    const files = await readdir(join(site, folder, 'assets'));
    const entry = files.find((file) => file.startsWith('entry.') && file.endsWith('.js'));
    expect((await read(`${folder}/assets/${entry}`)).length).toBeLessThan(10_000);
  });
});
