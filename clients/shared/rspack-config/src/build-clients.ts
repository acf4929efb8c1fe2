import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildRemote } from './build-remote.ts';
import { bundle } from './bundle.ts';
import { findRemotes, findShell, type RemoteProject } from './client-project.ts';
import { preloadShell } from './preload-shell.ts';
import { pinRelease, releasePath, type PinnedRemote } from './remotes-json.ts';

export interface BuildProgress {
  /** The client that was just built: `shell` or a remote's name. */
  readonly client: string;
  readonly finished: number;
  readonly total: number;
}

export interface BuildClientsOptions {
  readonly outputDir: string;
  /** Where browsers get assets from, such as a CDN in front; left out, it is where the page comes from. */
  readonly assetBaseUrl?: string | undefined;
  readonly onProgress?: (progress: BuildProgress) => void;
}

async function releaseInto(site: string, remote: RemoteProject): Promise<PinnedRemote> {
  const draft = join(site, 'remotes', remote.name, 'draft');
  await mkdir(draft, { recursive: true });
  const { version } = await buildRemote(remote, draft);
  await rename(draft, join(site, releasePath(remote.name, version)));
  return pinRelease(site, remote.name, version);
}

/**
 * Bundles the shell and every remote into one folder that any static server can serve: `index.html`, `remotes.json`
 * and `remotes/<name>/<version>/`. Pages and `remotes.json` always come from the page's own origin, never from
 * `assetBaseUrl`: they say which assets there are. The shell knows that address by its own build; a remote need not.
 * One after the other, since the bundler uses every core by itself.
 */
export async function buildClients(options: BuildClientsOptions): Promise<void> {
  const { outputDir, assetBaseUrl, onProgress } = options;
  const publicPath = assetBaseUrl?.replace(/\/*$/, '/') ?? '/';
  const shell = await findShell();
  const remotes = await findRemotes();
  const total = remotes.length + 1;
  // The shell first: its build empties the folder that the remotes are then put in.
  const stats = await bundle(shell.define({ mode: 'production', outputDir, publicPath }));
  await preloadShell(stats, outputDir, publicPath);
  onProgress?.({ client: shell.name, finished: 1, total });
  const pinned: PinnedRemote[] = [];
  for (const [index, remote] of remotes.entries()) {
    pinned.push(await releaseInto(outputDir, remote));
    onProgress?.({ client: remote.name, finished: index + 2, total });
  }
  await writeFile(join(outputDir, 'remotes.json'), JSON.stringify({ remotes: pinned }, null, 2));
}
