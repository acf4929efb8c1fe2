import { existsSync, renameSync, rmSync } from 'node:fs';
import { buildClients } from '@payloom/rspack-config/build-clients';
import { siteFolder } from './artefacts.ts';

/** Bundles shell and remotes into `dist/site`, which is replaced only when all of it is there. */
export async function buildSite(say: (line: string) => void): Promise<void> {
  // Two starts from different data folders may build at the same time.
  const draft = `${siteFolder}.${process.pid}.new`;
  const old = `${siteFolder}.${process.pid}.old`;
  try {
    await buildClients({
      outputDir: draft,
      onProgress: ({ client, finished, total }) => say(`clients: ${finished} of ${total} (${client})`),
    });
    if (existsSync(siteFolder)) renameSync(siteFolder, old);
    renameSync(draft, siteFolder);
  } finally {
    for (const folder of [draft, old]) rmSync(folder, { recursive: true, force: true });
  }
}
