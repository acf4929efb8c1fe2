import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertKey, type FileStore } from './file-store.ts';

/** Drafts of writers that died are younger than this while anybody may still be writing them. */
const draftAgeMaxMs = 60 * 60 * 1_000;
const drafts = '.drafts';

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function removeOldDrafts(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    if (age > draftAgeMaxMs) await rm(path, { force: true });
  }
}

/** Files in a folder of this machine. Several processes may share it. */
class DiskFileStore implements FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    assertKey(key);
    const path = join(this.#folder, key);
    const draft = join(this.#folder, drafts, randomUUID());
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    // The name is durable only with its folder.
    await syncFolder(dirname(path));
  }

  async get(key: string): Promise<Uint8Array | null> {
    assertKey(key);
    try {
      return await readFile(join(this.#folder, key));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    keys.forEach(assertKey);
    for (const key of keys) await rm(join(this.#folder, key), { force: true });
  }

  async close(): Promise<void> {}
}

/** Opens a folder as a store, making it where it is missing, and clears what writers left that died. */
export async function openDiskFileStore(folder: string): Promise<FileStore> {
  await mkdir(join(folder, drafts), { recursive: true, mode: 0o700 });
  await removeOldDrafts(join(folder, drafts), Date.now());
  return new DiskFileStore(folder);
}
