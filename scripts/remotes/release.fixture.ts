import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeRelease, type RemoteRelease } from '@payloom/rspack-config/remote-release';
import { pinRelease, releasePath } from '@payloom/rspack-config/remotes-json';

/** Writes a release as a build does, whose code is `code`. */
export async function writeFakeRelease(folder: string, name: string, code: string): Promise<RemoteRelease> {
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'remote-entry.b92b47d307.js'), code.repeat(400));
  await writeFile(join(folder, 'assets/first.5e92d925b0.js'), code);
  const label = { en: name, de: name };
  return writeRelease(folder, {
    name,
    packageVersion: '0.1.0',
    label,
    paths: [`/${name}`],
    entry: 'remote-entry.b92b47d307.js',
    first: ['assets/first.5e92d925b0.js'],
  });
}

/** Writes a site as a build does, with the code of each remote. */
export async function writeFakeSite(
  folder: string,
  shell: string,
  remotes: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), shell);
  await writeFile(join(folder, `assets/${shell}.js`), shell.repeat(400));
  const pinned = [];
  for (const [name, code] of Object.entries(remotes)) {
    const draft = join(folder, 'remotes', name, 'draft');
    const { version } = await writeFakeRelease(draft, name, code);
    await rename(draft, join(folder, releasePath(name, version)));
    pinned.push(await pinRelease(folder, name, version));
  }
  await writeFile(join(folder, 'remotes.json'), JSON.stringify({ remotes: pinned }));
}
