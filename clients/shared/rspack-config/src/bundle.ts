import { rspack, type Configuration, type Stats } from '@rspack/core';

/** Runs the bundler once; what it tells of its work is there until the next run. */
export function bundle(config: Configuration): Promise<Stats> {
  return new Promise((resolve, reject) => {
    const compiler = rspack(config);
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else if (!stats || stats.hasErrors())
          reject(new Error(`${config.name ?? 'client'}: ${stats?.toString('errors-only')}`));
        else resolve(stats);
      });
    });
  });
}
