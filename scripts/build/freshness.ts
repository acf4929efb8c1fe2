import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Something that is made from sources, and need not be made again while they are the same. */
export interface Artefact {
  /** Where the digest of the sources it was made from is kept. */
  readonly stamp: string;
  /** Files and folders it is made from; what is missing counts as empty. */
  readonly sources: readonly string[];
  /** Which files of the folders count. */
  readonly counts: (path: string) => boolean;
  /** What must be there for it to be fresh. */
  readonly outputs: readonly string[];
}

const ignoredFolders = new Set([
  ...['.git', 'node_modules', '.cache', '.payloom', 'dist', '__generated__'],
  ...['coverage', 'test-results', 'playwright-report', 'results'],
]);

/** Every file below a folder (or the file itself), without what is installed or generated. */
export function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !(entry.isDirectory() && ignoredFolders.has(entry.name)))
    .flatMap((entry) => filesOf(join(path, entry.name)));
}

/** A digest over names and contents of everything the artefact is made from. */
export function digestOf({ sources, counts }: Artefact, root: string): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((source) => filesOf(join(root, source))).filter(counts);
  for (const file of files.sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

export function isFresh(artefact: Artefact, root: string): boolean {
  const stamp = join(root, artefact.stamp);
  if (!artefact.outputs.every((output) => existsSync(join(root, output)))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(artefact, root);
}

/**
 * Makes the artefact unless it is fresh; returns whether it did. The digest is taken before: sources that change while
 * it is made count as changed the next time.
 */
export async function makeIfStale(
  artefact: Artefact,
  root: string,
  make: () => Promise<void>,
): Promise<boolean> {
  if (isFresh(artefact, root)) return false;
  const digest = digestOf(artefact, root);
  await make();
  const stamp = join(root, artefact.stamp);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}
