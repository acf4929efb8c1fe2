import { renameSync, rmSync } from 'node:fs';
import { buildClients } from '@payloom/rspack-config/build-clients';
import { siteFolder } from './artefacts.ts';

/** Bundles shell and remotes into `dist/site`, which is replaced only when all of it is there. */
export async function buildSite(say: (line: string) => void): Promise<void> {
  const draft = `${siteFolder}.new`;
  const old = `${siteFolder}.old`;
  rmSync(draft, { recursive: true, force: true });
  await buildClients({
    outputDir: draft,
    onProgress: ({ client, finished, total }) => say(`${finished} of ${total} clients (${client})`),
  });
  rmSync(old, { recursive: true, force: true });
  try {
    renameSync(siteFolder, old);
  } catch {
    // The first build has none before it.
  }
  renameSync(draft, siteFolder);
  rmSync(old, { recursive: true, force: true });
}
