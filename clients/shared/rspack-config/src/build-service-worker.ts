import { join } from 'node:path';
import type { Configuration } from '@rspack/core';
import { scripts } from './client-config.ts';
import { clientsDir } from './client-project.ts';
import { bundle } from './bundle.ts';

/** A worker is one file, which belongs to no federation: its name is asked for as it is. */
function configuration(outputDir: string): Configuration {
  return {
    name: 'service worker',
    context: join(clientsDir, 'shell'),
    mode: 'production',
    target: ['webworker', 'es2022'],
    devtool: false,
    entry: { 'service-worker': './service-worker/service-worker.ts' },
    resolve: { extensions: ['.ts', '.js', '.mjs'] },
    module: { rules: [scripts(false)] },
    output: { path: outputDir, filename: '[name].js', clean: false },
    stats: 'errors-warnings',
    performance: false,
  };
}

/** Bundles the shell's service worker into `service-worker.js`. It does not know yet what the site consists of. */
export async function buildServiceWorker(outputDir: string): Promise<void> {
  await bundle(configuration(outputDir));
}
