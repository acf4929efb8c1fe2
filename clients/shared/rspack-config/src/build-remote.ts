import type { Stats } from '@rspack/core';
import { bundle } from './bundle.ts';
import type { RemoteProject } from './client-project.ts';
import { containerOf } from './federation.ts';
import { writeRelease, type RemoteRelease } from './remote-release.ts';

/** The files of a chunk and of what has to be there with it. */
function filesOf(stats: Stats, chunk: string): string[] {
  const { namedChunkGroups = {} } = stats.toJson({ all: false, chunkGroups: true });
  const group = namedChunkGroups[chunk];
  if (!group) throw new Error(`${stats.compilation.name ?? 'The remote'} has no chunk of the name ${chunk}.`);
  return (group.assets ?? []).map(({ name }) => name);
}

/** The files of each page that people begin with, beside those that every page has. */
function filesOfPages(
  stats: Stats,
  { pages = {} }: RemoteProject,
  first: readonly string[],
): Record<string, string[]> {
  const filesOfPage = (chunks: readonly string[]): string[] => [
    ...new Set(chunks.flatMap((chunk) => filesOf(stats, chunk)).filter((file) => !first.includes(file))),
  ];
  return Object.fromEntries(
    Object.entries(pages).map(([path, chunks]) => [path, filesOfPage(chunks).sort()]),
  );
}

/**
 * Bundles a remote into a folder as a release. Its assets are found beside the script that asks for them, so that the same
 * release can be served from anywhere.
 */
export async function buildRemote(remote: RemoteProject, outputDir: string): Promise<RemoteRelease> {
  const stats = await bundle(remote.define({ mode: 'production', outputDir, publicPath: 'auto' }));
  const [entry] = filesOf(stats, containerOf(remote.name));
  if (entry === undefined) throw new Error(`${remote.name} has no entry.`);
  const first = filesOf(stats, 'entry');
  return writeRelease(outputDir, { ...remote, entry, first, pages: filesOfPages(stats, remote, first) });
}
