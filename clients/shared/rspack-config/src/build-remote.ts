import type { Stats } from '@rspack/core';
import { bundle } from './bundle.ts';
import type { RemoteProject } from './client-project.ts';
import { containerOf } from './federation.ts';
import { writeRelease, type RemoteRelease } from './remote-release.ts';

/** The files of a chunk and of what has to be there with it. */
function filesOf(stats: Stats, chunk: string): string[] {
  const { namedChunkGroups = {} } = stats.toJson({ all: false, chunkGroups: true });
  return (namedChunkGroups[chunk]?.assets ?? []).map(({ name }) => name);
}

/**
 * Bundles a remote into a folder as a release. Its assets are found beside the script that asks for them, so that the same
 * release can be served from anywhere.
 */
export async function buildRemote(remote: RemoteProject, outputDir: string): Promise<RemoteRelease> {
  const stats = await bundle(remote.define({ mode: 'production', outputDir, publicPath: 'auto' }));
  const [entry] = filesOf(stats, containerOf(remote.name));
  if (entry === undefined) throw new Error(`${remote.name} has no entry.`);
  return writeRelease(outputDir, { ...remote, entry, first: filesOf(stats, 'entry') });
}
