import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { integrityOf } from '@payloom/rspack-config/remote-release';
import { packSite } from '../build/pack-site.ts';
import { assemble } from './assemble.ts';
import { remotesProgram } from './program.ts';
import { writeFakeRelease, writeFakeSite } from './release.fixture.ts';
import { alone, readPinned } from './site.ts';
import { versionsKeptMax } from './versions.ts';

let folder: string;
let site: string;
const said: string[] = [];

/** Builds a site and brings it in. */
async function build(shell: string, remotes: Readonly<Record<string, string>>, pack = false): Promise<void> {
  const built = join(folder, `built-${shell}`);
  await writeFakeSite(built, shell, remotes);
  if (pack) await packSite(built);
  await assemble(built, site);
}

const run = (...words: string[]) =>
  remotesProgram((line) => void said.push(line)).parseAsync(['--site', site, ...words], { from: 'user' });
/** Deploys a release of auth with this code; returns its version. */
async function deployAuth(code: string): Promise<string> {
  const from = join(folder, `release-${code}`);
  const { version } = await writeFakeRelease(from, 'auth', code);
  await run('deploy', 'auth', '--from', from);
  return version;
}
const loaded = async (name: string) =>
  (await readPinned(site)).find((remote) => remote.name === name)?.version ?? '';
const versionsOf = async (name: string) =>
  (await readdir(join(site, 'remotes', name))).filter((entry) => entry !== 'versions.json');
const codeOf = async (name: string) =>
  readFile(join(site, 'remotes', name, await loaded(name), 'assets/first.5e92d925b0.js'), 'utf8');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'payloom-remotes-'));
  site = join(folder, 'site');
  said.length = 0;
  await build('shell1', { auth: 'auth1', payments: 'payments1' });
});
afterEach(() => rm(folder, { recursive: true }));

describe('deploy', () => {
  it('lets pages load the new version by its hashes, and leaves the old one and the other remotes', async () => {
    const [before, payments] = [await loaded('auth'), await loaded('payments')];
    const version = await deployAuth('auth2');
    expect(await codeOf('auth')).toBe('auth2');
    expect((await versionsOf('auth')).sort()).toEqual([before, version].sort());
    expect(await loaded('payments')).toBe(payments);
    const remote = (await readPinned(site)).find(({ name }) => name === 'auth');
    for (const [path, pin] of Object.entries(remote?.integrity ?? {}))
      expect(pin).toBe(integrityOf(await readFile(join(site, `remotes/auth/${version}`, path))));
    expect(said).toEqual([`auth is ${version} from now on.`]);
  });

  it(`keeps ${versionsKeptMax} versions and says which it takes away`, async () => {
    const first = await loaded('auth');
    for (let each = 2; each <= versionsKeptMax; each += 1) await deployAuth(`auth${each}`);
    expect(await versionsOf('auth')).toContain(first);
    await deployAuth('auth-last');
    expect(await versionsOf('auth')).toHaveLength(versionsKeptMax);
    expect(said.at(-1)).toBe(`Taken away: ${first}.`);
  });

  it('takes a release from another site', async () => {
    const other = join(folder, 'other');
    await writeFakeSite(other, 'shell2', { auth: 'auth2' });
    await run('deploy', 'auth', '--from', other);
    expect(await codeOf('auth')).toBe('auth2');
  });

  it('compresses what it brings where the site is compressed, the list of remotes too', async () => {
    await build('shell2', { auth: 'auth1', payments: 'payments1' }, true);
    const version = await deployAuth('auth2');
    const unzip = async (path: string) => gunzipSync(await readFile(join(site, `${path}.gz`))).toString();
    expect(await unzip('remotes.json')).toBe(await readFile(join(site, 'remotes.json'), 'utf8'));
    expect(await unzip(`remotes/auth/${version}/remote-entry.b92b47d307.js`)).toBe('auth2'.repeat(400));
  });

  it.each([
    ['a file was changed', 'assets/first.5e92d925b0.js', 'is no whole release'],
    ['a file was added', 'assets/other.js', 'is no whole release'],
  ])('refuses a release of which %s, and changes nothing', async (_case, file, problem) => {
    const before = await readPinned(site);
    const from = join(folder, 'release');
    await writeFakeRelease(from, 'auth', 'auth2');
    await writeFile(join(from, file), 'something else');
    await expect(run('deploy', 'auth', '--from', from)).rejects.toThrow(problem);
    await expect(run('deploy', 'profile', '--from', await releaseOf('auth'))).rejects.toThrow(
      'is a release of auth',
    );
    expect(await readPinned(site)).toEqual(before);
  });

  it('lets nobody else change the site meanwhile', async () => {
    const from = await releaseOf('auth');
    await alone(site, () => expect(run('deploy', 'auth', '--from', from)).rejects.toThrow('Something else'));
    await run('deploy', 'auth', '--from', from);
  });
});

const releaseOf = async (name: string) => join(site, 'remotes', name, await loaded(name));

describe('rollback', () => {
  it('loads what came before, and before that, and says when there is nothing before', async () => {
    const first = await loaded('auth');
    const second = await deployAuth('auth2');
    await deployAuth('auth3');
    await run('rollback', 'auth');
    expect(await loaded('auth')).toBe(second);
    await run('rollback', 'auth');
    expect([await loaded('auth'), await codeOf('auth')]).toEqual([first, 'auth1']);
    await expect(run('rollback', 'auth')).rejects.toThrow(`There is no version of auth before ${first}.`);
  });

  it('after a deployment goes to what was loaded, not to what had been rolled back', async () => {
    const first = await loaded('auth');
    await deployAuth('auth-bad');
    await run('rollback', 'auth');
    await deployAuth('auth3');
    await run('rollback', 'auth');
    expect(await loaded('auth')).toBe(first);
  });

  it('goes to any version that is there, forwards too', async () => {
    const second = await deployAuth('auth2');
    await run('rollback', 'auth');
    await run('rollback', 'auth', second);
    expect(await loaded('auth')).toBe(second);
  });

  it('refuses a version that is gone or damaged, and a remote that is not there', async () => {
    const first = await loaded('auth');
    const second = await deployAuth('auth2');
    await writeFile(join(site, 'remotes/auth', first, 'assets/first.5e92d925b0.js'), 'something else');
    await expect(run('rollback', 'auth')).rejects.toThrow(`Version ${first} of auth is damaged.`);
    await expect(run('rollback', 'auth', '0.0.1')).rejects.toThrow(`It has: ${first}, ${second}.`);
    await expect(run('rollback', 'nothing')).rejects.toThrow('has no remote nothing');
    expect(await loaded('auth')).toBe(second);
  });
});

describe('list', () => {
  it('says which versions there are, and which of them pages load', async () => {
    const first = await loaded('auth');
    const second = await deployAuth('auth2');
    await run('rollback', 'auth');
    await run('list');
    expect(said.at(-1)).toMatch(
      new RegExp(`auth +${first} +\\d{4}-.*UTC +loaded\n *auth +${second} .*UTC *\n`),
    );
  });
});

describe('assemble', () => {
  it('replaces the page, and leaves the parts that open tabs may ask for', async () => {
    const auth = await loaded('auth');
    await build('shell2', { auth: 'auth2', payments: 'payments1' });
    expect(await readFile(join(site, 'index.html'), 'utf8')).toBe('shell2');
    expect(await codeOf('auth')).toBe('auth2');
    expect((await readdir(join(site, 'assets'))).sort()).toEqual(['shell1.js', 'shell2.js']);
    expect(await versionsOf('auth')).toContain(auth);
    expect(await versionsOf('payments')).toEqual([await loaded('payments')]);
  });

  it('compresses what it brings into a new site, as the build is', async () => {
    await rm(site, { recursive: true });
    await build('shell2', { auth: 'auth2' }, true);
    const packed = `${site}/remotes/auth/${await loaded('auth')}/remote-entry.b92b47d307.js.gz`;
    expect(gunzipSync(await readFile(packed)).toString()).toBe('auth2'.repeat(400));
  });

  it('leaves a file that is the same untouched, for whoever is reading it', async () => {
    const path = join(site, 'assets/shell1.js');
    const before = await stat(path);
    await assemble(join(folder, 'built-shell1'), site);
    const after = await stat(path);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('leaves a remote rolled back until there is a new version of it', async () => {
    const first = await loaded('auth');
    await deployAuth('auth-bad');
    await run('rollback', 'auth');
    await build('shell2', { auth: 'auth-bad', payments: 'payments2' });
    expect([await loaded('auth'), await codeOf('payments')]).toEqual([first, 'payments2']);
    await build('shell3', { auth: 'auth-mended', payments: 'payments2' });
    expect(await codeOf('auth')).toBe('auth-mended');
  });

  it('takes away the parts of shells and the remotes that nobody can have open any more', async () => {
    for (let each = 2; each <= 6; each += 1) await build(`shell${each}`, { auth: 'auth1' });
    const shells = [2, 3, 4, 5, 6].map((each) => `shell${each}.js`);
    expect((await readdir(join(site, 'assets'))).sort()).toEqual(shells);
    expect(existsSync(join(site, 'remotes/payments'))).toBe(false);
  });

  it('begins anew in a folder of before there were versions', async () => {
    await writeFile(join(site, 'remotes.json'), '{"remotes":[{"name":"auth"}]}');
    await writeFile(join(site, 'assets/old.js'), 'old');
    await build('shell2', { auth: 'auth1' });
    expect(await readdir(join(site, 'assets'))).toEqual(['shell2.js']);
  });
});
