/** @jest-environment node */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
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
const listSchema = z.object({
  remotes: z.array(
    z.object({ name: z.string(), label: z.string(), paths: z.array(z.string()), manifest: z.string() }),
  ),
});

describe('the built site', () => {
  let site = '';
  let progress: z.infer<typeof progressSchema> = [];
  const read = (path: string) => readFile(join(site, path), 'utf8');

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
    expect(await read('index.html')).toMatch(
      /<title>Payloom<\/title>[^]*src="\/assets\/shell\.[\w-]{10}\.js"/,
    );
  });

  it('lists the remotes with what the shell has to know before it loads them', async () => {
    const { remotes } = listSchema.parse(JSON.parse(await read('remotes.json')));
    expect(remotes.find(({ name }) => name === 'auth')).toEqual({
      name: 'auth',
      label: 'Sign-in and security',
      paths: ['/sign-in', '/sign-up', '/security'],
      manifest: '/remotes/auth/mf-manifest.json',
    });
    for (const { manifest, paths } of remotes) {
      expect(existsSync(join(site, manifest))).toBe(true);
      expect(paths.length).toBeGreaterThan(0);
    }
  });

  it('gives a remote no page of its own, and styles that hold in the remote only', async () => {
    expect(existsSync(join(site, 'remotes/auth/index.html'))).toBe(false);
    const files = await readdir(join(site, 'remotes/auth/assets'));
    const styles = files.filter((file) => file.endsWith('.css'));
    expect(styles).toHaveLength(1);
    const css = (await read(`remotes/auth/assets/${styles[0]}`)).replaceAll(/["'\s]/g, '');
    expect(css).toContain(`${scopeOf('auth').replaceAll(/["'\s]/g, '')}.`);
    expect(css).not.toMatch(/[{}]\.flex\{/);
  });

  it('bundles no copy of React into a remote’s own code', async () => {
    const files = await readdir(join(site, 'remotes/auth/assets'));
    const entry = files.find((file) => file.startsWith('__federation_expose_entry') && file.endsWith('.js'));
    expect((await read(`remotes/auth/assets/${entry}`)).length).toBeLessThan(20_000);
  });
});
