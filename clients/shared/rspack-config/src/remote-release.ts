import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';

/** What a release says of itself, beside its files. */
const releaseFile = 'release.json';
const versionDigits = 10;

const releaseSchema = z.object({
  name: z.string(),
  /** The package's version and a hash over all files: it stands for these very bytes. */
  version: z.string(),
  label: z.object({ en: z.string(), de: z.string() }),
  paths: z.array(z.string()),
  roles: z.array(z.string()).optional(),
  /** The script that the shell runs. */
  entry: z.string(),
  /** What that needs before anything else: scripts and styles. */
  first: z.array(z.string()),
  /** What the pages that people begin with need beside that, by their paths. Releases of before there was this have none. */
  pages: z.record(z.string(), z.array(z.string())).optional(),
  /** The integrity of each file, by its path. */
  files: z.record(z.string(), z.string()),
});

/** A version of a remote as it was built: nothing in its folder is ever changed. */
export type RemoteRelease = z.infer<typeof releaseSchema>;

/** What is known of a remote before it is released. */
export interface Unreleased {
  readonly name: string;
  readonly packageVersion: string;
  readonly label: RemoteRelease['label'];
  readonly paths: readonly string[];
  readonly roles?: readonly string[] | undefined;
  readonly entry: string;
  readonly first: readonly string[];
  readonly pages?: Readonly<Record<string, string[]>>;
}

/** As the browser compares it: `sha256-…`. */
export function integrityOf(bytes: Uint8Array | string): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}

/** The integrity of each file in the folder of a release, but those that were made of others. */
export async function hashRelease(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== releaseFile && !/\.(?:br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hashed = paths.map(
    async (path) => [relative(folder, path).replaceAll(sep, '/'), integrityOf(await readFile(path))] as const,
  );
  return Object.fromEntries(await Promise.all(hashed));
}

/** Gives what was bundled into a folder its version, and writes down what it consists of. */
export async function writeRelease(folder: string, remote: Unreleased): Promise<RemoteRelease> {
  const { name, label, packageVersion, entry, pages } = remote;
  const paths = [...remote.paths];
  const roles = remote.roles && [...remote.roles];
  const first = [...remote.first].sort();
  const files = await hashRelease(folder);
  const content = createHash('sha256')
    .update(JSON.stringify({ name, label, paths, roles, pages, files }))
    .digest('hex');
  const version = `${packageVersion}-${content.slice(0, versionDigits)}`;
  const release = { name, version, label, paths, roles, entry, first, pages, files };
  await writeFile(join(folder, releaseFile), JSON.stringify(release, null, 2));
  return release;
}

/** Reads what a release says of itself. */
export async function readRelease(folder: string): Promise<RemoteRelease> {
  return releaseSchema.parse(JSON.parse(await readFile(join(folder, releaseFile), 'utf8')));
}

/**
 * The integrity of what the shell itself asks for: the script that begins, what that script needs first, what pages need that people
 * begin with, and the list of all files. All else is asked for by that script, which knows the hashes.
 */
export async function readPins(folder: string): Promise<Record<string, string>> {
  const { entry, first, pages = {} } = await readRelease(folder);
  const pinned = new Set([entry, ...first, ...Object.values(pages).flat(), releaseFile]);
  const pins = [...pinned].map(
    async (path) => [path, integrityOf(await readFile(join(folder, path)))] as const,
  );
  return Object.fromEntries(await Promise.all(pins));
}
