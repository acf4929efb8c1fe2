import { join } from 'node:path';
import { rspack } from '@rspack/core';
import { explorerConfig } from './rspack.config.ts';

const defaultOutputDir = join(import.meta.dirname, '../dist/explorer');

/** Bundles the explorer into a folder that the gateway serves. */
export function buildExplorer(outputDir = defaultOutputDir): Promise<void> {
  return new Promise((resolve, reject) => {
    const compiler = rspack(explorerConfig(outputDir));
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else if (!stats || stats.hasErrors())
          reject(new Error(`explorer: ${stats?.toString('errors-only')}`));
        else resolve();
      });
    });
  });
}

if (import.meta.main) await buildExplorer();
