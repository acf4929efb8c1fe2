import { rspack } from '@rspack/core';
import { join } from 'node:path';
import { clientConfig, page } from './client-config.ts';
import { clientsDir, type DefineConfig } from './client-project.ts';
import { provideModules } from './federation.ts';

export interface ShellOptions {
  /** The page's title until a route gives its own. */
  readonly title: string;
}

/** The host's whole bundler configuration. It names no remote: those are found at run time, in `remotes.json`. */
export function defineShell({ title }: ShellOptions): DefineConfig {
  return (options) => {
    const dir = join(clientsDir, 'shell');
    const config = clientConfig(dir, options);
    return {
      ...config,
      name: 'shell',
      entry: { shell: './src/bootstrap.tsx' },
      output: { ...config.output, uniqueName: 'shell' },
      plugins: [
        ...(config.plugins ?? []),
        provideModules(),
        page(join(dir, 'index.html'), title),
        // What is asked for by its very name: icons, the web app's manifest, the page for the time offline.
        new rspack.CopyRspackPlugin({ patterns: [{ from: join(dir, 'public') }] }),
      ],
    };
  };
}
