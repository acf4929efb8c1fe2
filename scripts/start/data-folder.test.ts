import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearDataFolder, openDataFolder } from './data-folder.ts';

const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'payloom-folder-')), 'data');

it('makes a folder that nobody else can read', () => {
  const folder = openDataFolder(fresh());
  expect(statSync(folder.path).mode & 0o066).toBe(0);
  expect(statSync(folder.logs).mode & 0o077).toBe(0);
});

it('opens a folder it made before', () => {
  const path = fresh();
  expect(openDataFolder(path)).toEqual(openDataFolder(path));
});

it("leaves somebody else's folder alone", () => {
  const path = mkdtempSync(join(tmpdir(), 'payloom-other-'));
  writeFileSync(join(path, 'letters.txt'), 'dear');
  expect(() => openDataFolder(path)).toThrow(/not Payloom's/);
  expect(readdirSync(path)).toEqual(['letters.txt']);
});

it('clears everything but the lock', () => {
  const folder = openDataFolder(fresh());
  for (const path of [folder.secrets, folder.lock, join(folder.logs, 'auth.log')]) writeFileSync(path, 'x');
  clearDataFolder(folder);
  expect([folder.secrets, join(folder.logs, 'auth.log'), folder.lock, folder.logs].map(existsSync)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
