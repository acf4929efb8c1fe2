import { resolve } from 'node:path';
import type { Docker } from './docker.ts';

/** Where a container of the site's keeper finds a release that was built elsewhere. */
const releaseMount = '/release';

const once = ['run', '--rm', '--no-deps'] as const;

/** Brings the clients as their sources are now into the site that nginx serves; it goes on meanwhile. */
export async function updateSite(docker: Docker): Promise<void> {
  await docker.compose('build', 'site');
  await docker.compose(...once, 'site');
}

/** Releases one remote alone: as its sources are now, or the release in a folder of this machine. */
export async function deployRemote(docker: Docker, name: string, from: string | undefined): Promise<void> {
  if (from !== undefined) {
    const mount = ['--volume', `${resolve(from)}:${releaseMount}:ro`] as const;
    await docker.compose(...once, ...mount, 'site', 'deploy', name, '--from', releaseMount);
    return;
  }
  await docker.compose('build', 'site');
  await docker.compose(...once, 'site', 'deploy', name, '--from', '/built');
}

/** Lets pages load a version of a remote that is still there: the one before, unless one is named. */
export async function rollBackRemote(docker: Docker, name: string, version?: string): Promise<void> {
  await docker.compose(...once, 'site', 'rollback', name, ...(version === undefined ? [] : [version]));
}

/** Says which versions of the remotes there are, and which of them pages load. */
export async function listRemotes(docker: Docker): Promise<void> {
  await docker.compose(...once, 'site', 'list');
}
