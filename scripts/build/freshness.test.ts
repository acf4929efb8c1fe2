import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeIfStale, type Artefact } from './freshness.ts';

const artefact: Artefact = {
  stamp: 'cache/site.digest',
  sources: ['clients', 'missing', 'lock.yaml'],
  counts: (path) => !path.endsWith('.test.ts'),
  outputs: ['dist/index.html'],
};

let root: string;
let made: number;

const make = (): Promise<boolean> =>
  makeIfStale(artefact, root, async () => {
    made += 1;
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(join(root, 'dist/index.html'), '');
  });

const write = (path: string, text: string): void => writeFileSync(join(root, path), text);

beforeEach(async () => {
  made = 0;
  root = mkdtempSync(join(tmpdir(), 'payloom-fresh-'));
  mkdirSync(join(root, 'clients/node_modules'), { recursive: true });
  write('clients/app.ts', 'one');
  write('lock.yaml', '1');
  await make();
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('is made once while its sources are the same', async () => {
  expect(await make()).toBe(false);
  expect(made).toBe(1);
});

it.each([
  ['a source changes', () => write('clients/app.ts', 'two')],
  ['a source is added', () => write('clients/page.ts', '')],
  ['a source is removed', () => rmSync(join(root, 'clients/app.ts'))],
  ['a single file changes', () => write('lock.yaml', '2')],
  ['what was made is gone', () => rmSync(join(root, 'dist'), { recursive: true })],
])('is made again when %s', async (_, change) => {
  change();
  expect(await make()).toBe(true);
  expect(made).toBe(2);
});

it('is not made again for tests and installed packages', async () => {
  write('clients/app.test.ts', 'new');
  write('clients/node_modules/package.js', 'new');
  expect(await make()).toBe(false);
});

it('is made again next time when making it failed', async () => {
  write('clients/app.ts', 'broken');
  await expect(makeIfStale(artefact, root, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await make()).toBe(true);
});
