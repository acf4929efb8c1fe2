import { join } from 'node:path';
import { pinRelease, releasePath } from '@payloom/rspack-config/remotes-json';
import { Problem } from '../start/problem.ts';
import { isWhole } from './bring-in.ts';
import { alone, readPinned, withPin, writePinned } from './site.ts';
import { readVersions } from './versions.ts';

async function versionBefore(site: string, name: string, pinned: string): Promise<string> {
  const versions = (await readVersions(site, name)).map(({ version }) => version);
  const before = versions[versions.indexOf(pinned) - 1];
  if (before === undefined) throw new Problem(`There is no version of ${name} before ${pinned}.`);
  return before;
}

/** Lets pages load another version that is still there: the one that came before, unless one is named. Returns it. */
export function rollBack(site: string, name: string, asked: string | undefined): Promise<string> {
  return alone(site, async () => {
    const pinned = await readPinned(site);
    const now = pinned.find((remote) => remote.name === name);
    if (!now) throw new Problem(`${site} has no remote ${name}.`);
    const version = asked ?? (await versionBefore(site, name, now.version));
    const versions = (await readVersions(site, name)).map((each) => each.version);
    if (!versions.includes(version))
      throw new Problem(`${site} has no version ${version} of ${name}. It has: ${versions.join(', ')}.`);
    if (!(await isWhole(join(site, releasePath(name, version)))))
      throw new Problem(`Version ${version} of ${name} is damaged. Nothing was changed.`);
    await writePinned(site, withPin(pinned, await pinRelease(site, name, version)));
    return version;
  });
}
