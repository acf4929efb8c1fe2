import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integrityOf, readRelease, writeRelease } from '@payloom/rspack-config/remote-release';

/**
 * A release like another, but with other words in its code, as a build of other sources would be: chunks are changed, and their
 * hashes in the scripts that load them. Returns its folder.
 */
export async function editRelease(folder: string, words: string, others: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'payloom-release-'));
  await cp(folder, copy, { recursive: true });
  const paths = (await readdir(copy, { recursive: true })).filter((path) => path.endsWith('.js'));
  const hashes = new Map<string, string>();
  for (const path of paths) {
    const code = await readFile(join(copy, path), 'utf8');
    if (!code.includes(words)) continue;
    const edited = code.replaceAll(words, others);
    await writeFile(join(copy, path), edited);
    hashes.set(integrityOf(code), integrityOf(edited));
  }
  if (hashes.size === 0) throw new Error(`Nothing in ${folder} says "${words}"`);
  for (const path of paths) {
    let code = await readFile(join(copy, path), 'utf8');
    for (const [from, to] of hashes) code = code.replaceAll(from, to);
    await writeFile(join(copy, path), code);
  }
  await writeRelease(copy, { ...(await readRelease(folder)), packageVersion: '0.2.0' });
  return copy;
}
