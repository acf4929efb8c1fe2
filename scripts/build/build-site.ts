import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildClients } from '@payloom/rspack-config/build-clients';
import { buildLiveWorker } from '@payloom/rspack-config/build-workers';
import { assemble } from '../remotes/assemble.ts';
import { addServiceWorker } from './add-service-worker.ts';
import { siteFolder } from './artefacts.ts';
import { packHashed } from './pack-site.ts';

/** Bundles shell and remotes, and brings them into `dist/site` when all of it is there; what open tabs may ask for stays. */
export async function buildSite(
  say: (line: string) => void,
  assetBaseUrl: string | undefined,
): Promise<void> {
  // Two starts from different data folders may build at the same time.
  const draft = `${siteFolder}.${process.pid}.new`;
  try {
    await buildClients({
      outputDir: draft,
      assetBaseUrl,
      onProgress: ({ client, finished, total }) => say(`clients: ${finished} of ${total} (${client})`),
    });
    await buildLiveWorker(draft);
    await addServiceWorker(draft, assetBaseUrl);
    await packHashed(join(draft, 'assets'));
    await assemble(draft, siteFolder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
