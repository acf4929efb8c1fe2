import { join } from 'node:path';
import type { Entry } from '@rspack/core';
import { clientConfig, page, standaloneTemplate } from './client-config.ts';
import { clientsDir, type DefineConfig } from './client-project.ts';
import { container, containerOf, takeModules } from './federation.ts';

/** The page's script waits for what it takes of others, even alone, where it gets its own. */
const standalone = (dir: string): string =>
  `data:text/javascript,${encodeURIComponent(`import(${JSON.stringify(join(dir, 'src/bootstrap.tsx'))})`)}`;

/** A remote's whole bundler configuration: `src/entry.tsx` exposed to the shell, `src/bootstrap.tsx` to run it alone. */
export function defineRemote({ name }: { name: string }): DefineConfig {
  return (options) => {
    const dir = join(clientsDir, 'remotes', name);
    const config = clientConfig(dir, options, name);
    const development = options.mode === 'development';
    // Bundled remotes have no page of their own; in development one opens at the remote's own address.
    const entry: Entry = development ? { standalone: standalone(dir) } : {};
    return {
      ...config,
      name,
      entry,
      output: { ...config.output, uniqueName: containerOf(name) },
      plugins: [
        ...(config.plugins ?? []),
        container(name, development ? 'remote-entry.js' : 'remote-entry.[contenthash:10].js'),
        takeModules(options),
        ...(development ? [page(standaloneTemplate, `Payloom: ${name}`)] : []),
      ],
    };
  };
}
