import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import type { RemoteProject } from './client-project.ts';
import { writeRelease, type RemoteRelease } from './remote-release.ts';

/**
 * Bundles a remote into a folder as a release. Its assets are found beside the script that asks for them, so that the same
 * release can be served from anywhere.
 */
export async function buildRemote(remote: RemoteProject, outputDir: string): Promise<RemoteRelease> {
  await bundle(remote.define({ mode: 'production', outputDir, publicPath: 'auto' }));
  // What the plugin found out, for tools that nobody here has.
  await rm(join(outputDir, 'mf-stats.json'), { force: true });
  return writeRelease(outputDir, remote);
}
