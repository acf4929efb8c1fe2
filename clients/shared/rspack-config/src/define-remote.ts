import { join } from 'node:path';
import type { Entry } from '@rspack/core';
import { clientConfig, federation, page, standaloneTemplate } from './client-config.ts';
import { clientsDir, type DefineConfig } from './client-project.ts';

/** A remote's whole bundler configuration: `src/entry.tsx` exposed to the shell, `src/bootstrap.tsx` to run it alone. */
export function defineRemote({ name }: { name: string }): DefineConfig {
  return (options) => {
    const dir = join(clientsDir, 'remotes', name);
    const config = clientConfig(dir, options, name);
    const development = options.mode === 'development';
    const container = federation(
      {
        name: `${name}_remote`,
        filename: development ? 'remote-entry.js' : 'remote-entry.[contenthash:10].js',
        manifest: true,
        exposes: { './entry': './src/entry.tsx' },
        experiments: { asyncStartup: true },
      },
      { eager: false },
    );
    // Bundled remotes have no page of their own; in development one opens at the remote's own address.
    const entry: Entry = development ? { standalone: './src/bootstrap.tsx' } : {};
    return {
      ...config,
      name,
      entry,
      output: { ...config.output, uniqueName: `${name}_remote` },
      plugins: [
        ...(config.plugins ?? []),
        container,
        ...(development ? [page(standaloneTemplate, `Payloom: ${name}`)] : []),
      ],
    };
  };
}
