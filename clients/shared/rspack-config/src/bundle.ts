import { rspack, type Configuration } from '@rspack/core';

/** Runs the bundler once. */
export function bundle(config: Configuration): Promise<void> {
  return new Promise((resolve, reject) => {
    const compiler = rspack(config);
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else if (!stats || stats.hasErrors())
          reject(new Error(`${config.name ?? 'client'}: ${stats?.toString('errors-only')}`));
        else resolve();
      });
    });
  });
}
