import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rspack, type Configuration } from '@rspack/core';
import { findRemotes, findShell } from './client-project.ts';
import { remotesJson } from './remotes-json.ts';

export interface BuildProgress {
  /** The client that was just built: `shell` or a remote's name. */
  readonly client: string;
  readonly finished: number;
  readonly total: number;
}

export interface BuildClientsOptions {
  readonly outputDir: string;
  readonly onProgress?: (progress: BuildProgress) => void;
}

function bundle(config: Configuration): Promise<void> {
  return new Promise((resolve, reject) => {
    const compiler = rspack(config);
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else if (!stats || stats.hasErrors())
          reject(new Error(`${config.name ?? 'client'}: ${stats?.toString('errors-only')}`));
        else resolve();
      });
    });
  });
}

/**
 * Bundles the shell and every remote into one folder that any static server can serve: `index.html`, `remotes.json`
 * and `remotes/<name>/mf-manifest.json`. One after the other, since the bundler uses every core by itself.
 */
export async function buildClients({ outputDir, onProgress }: BuildClientsOptions): Promise<void> {
  const shell = await findShell();
  const remotes = await findRemotes();
  const total = remotes.length + 1;
  // The shell first: its build empties the folder that the remotes are then put in.
  await bundle(shell.define({ mode: 'production', outputDir, publicPath: '/' }));
  onProgress?.({ client: shell.name, finished: 1, total });
  for (const [index, remote] of remotes.entries()) {
    const remoteDir = join(outputDir, 'remotes', remote.name);
    await mkdir(remoteDir, { recursive: true });
    await bundle(remote.define({ mode: 'production', outputDir: remoteDir, publicPath: 'auto' }));
    onProgress?.({ client: remote.name, finished: index + 2, total });
  }
  const listing = remotesJson(remotes, (name) => `/remotes/${name}`);
  await writeFile(join(outputDir, 'remotes.json'), JSON.stringify(listing, null, 2));
}
