import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openDiskFileStore } from './disk-file-store.ts';
import { describeFileStoreContract } from './file-store.contract.ts';

const temporaryFolder = () => mkdtemp(join(tmpdir(), 'payloom-storage-'));

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

describeFileStoreContract('A folder', async () => {
  const folder = await temporaryFolder();
  return {
    store: await openDiskFileStore(folder),
    keys: () => filesIn(folder),
    dispose: () => rm(folder, { recursive: true }),
  };
});

describe('a folder of files', () => {
  let folder: string;
  beforeEach(async () => void (folder = await temporaryFolder()));
  afterEach(() => rm(folder, { recursive: true }));

  it('is made where it is missing, for its owner alone', async () => {
    const store = await openDiskFileStore(join(folder, 'deep/files'));
    await store.put('one.txt', Buffer.from('one'), 'text/plain');
    expect((await stat(join(folder, 'deep/files/one.txt'))).mode & 0o777).toBe(0o600);
  });

  it('is cleared of what writers left that died, but not of what somebody may be writing', async () => {
    await openDiskFileStore(folder);
    for (const name of ['old', 'new']) await writeFile(join(folder, '.drafts', name), 'half');
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1_000);
    await utimes(join(folder, '.drafts/old'), twoHoursAgo, twoHoursAgo);
    await openDiskFileStore(folder);
    expect(await filesIn(folder)).toEqual(['.drafts/new']);
  });

  it('leaves no draft behind a file that could not be put', async () => {
    const store = await openDiskFileStore(folder);
    await store.put('a/b.txt', Buffer.from('one'), 'text/plain');
    await expect(store.put('a', Buffer.from('one'), 'text/plain')).rejects.toThrow();
    expect(await filesIn(folder)).toEqual(['a/b.txt']);
  });
});
