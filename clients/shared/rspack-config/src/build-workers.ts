import { join } from 'node:path';
import type { Configuration } from '@rspack/core';
import { scripts } from './client-config.ts';
import { clientsDir } from './client-project.ts';
import { bundle } from './bundle.ts';

/** A worker is one file, which belongs to no federation: its name is asked for as it is. */
function configuration(worker: string, outputDir: string): Configuration {
  return {
    name: worker,
    context: join(clientsDir, 'shell'),
    mode: 'production',
    target: ['webworker', 'es2022'],
    devtool: false,
    entry: { [worker]: `./${worker}/${worker}.ts` },
    resolve: { extensions: ['.ts', '.js', '.mjs'] },
    module: { rules: [scripts(false)] },
    output: { path: outputDir, filename: '[name].js', clean: false },
    stats: 'errors-warnings',
    performance: false,
  };
}

/** Bundles the shell's service worker into `service-worker.js`. It does not know yet what the site consists of. */
export async function buildServiceWorker(outputDir: string): Promise<void> {
  await bundle(configuration('service-worker', outputDir));
}

/** Bundles the worker that holds one socket for all tabs into `live-worker.js`. */
export async function buildLiveWorker(outputDir: string): Promise<void> {
  await bundle(configuration('live-worker', outputDir));
}
