import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildServiceWorker } from '@payloom/rspack-config/build-workers';
import { injectManifest } from 'workbox-build';
import { hashedName, partsOfShell } from './shell-manifest.ts';

const WORKER = 'service-worker.js';
/** Far more than any file should have; one that is larger would be left out with a warning, which fails the build. */
const FILE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Puts the service worker into a built site, with the list of what the shell consists of. Which remotes it keeps it learns
 * from `remotes.json`. Returns how many files the list has.
 */
export async function addServiceWorker(site: string, assetBaseUrl: string | undefined): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-worker-'));
  try {
    await buildServiceWorker(folder);
    const { count, warnings } = await injectManifest({
      swSrc: join(folder, WORKER),
      swDest: join(site, WORKER),
      globDirectory: site,
      globPatterns: ['**/*.{css,html,js,png,svg,webmanifest,woff2}'],
      globIgnores: ['remotes/**', WORKER],
      dontCacheBustURLsMatching: hashedName,
      maximumFileSizeToCacheInBytes: FILE_BYTES_MAX,
      manifestTransforms: [partsOfShell(site, assetBaseUrl?.replace(/\/*$/, '/') ?? '/')],
    });
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    return count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
