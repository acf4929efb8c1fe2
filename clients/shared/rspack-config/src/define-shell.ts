import { rspack, type Configuration } from '@rspack/core';
import { join } from 'node:path';
import { clientConfig, page } from './client-config.ts';
import { clientsDir, type DefineConfig } from './client-project.ts';
import { provideModules } from './federation.ts';

type Groups = Exclude<
  NonNullable<
    Exclude<NonNullable<Configuration['optimization']>['splitChunks'], false | undefined>['cacheGroups']
  >,
  undefined
>;

const menuParts =
  /node_modules[\\/](?:@radix-ui[\\/]react-(?!label|primitive|slot|compose-refs)[\w-]+|@floating-ui|react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-callback-ref|use-sidecar|aria-hidden|radix-ui)[\\/]/;

/**
 * What pages need beside the first script comes in few files: each of a hundred shared modules could be asked for by
 * itself, and a page needs thirty of them.
 */
const together: Groups = {
  menus: { name: 'menus', test: menuParts, chunks: 'async', enforce: true, priority: 20 },
  lists: {
    name: 'lists',
    test: /@tanstack[\\/]|ui-kit[\\/]src[\\/](?:data-list|drawn-rows|held-rows|kept-heights|list-start|load-more|long-list|pinned-row|rows-region|row-|use-steady-columns)/,
    chunks: 'async',
    enforce: true,
    priority: 15,
  },
  parts: {
    name: 'parts',
    // Not what few pages need, each a chunk of its own.
    test: /clients[\\/]shared[\\/][\w-]+[\\/]src[\\/](?!passkeys|toasts)|shell[\\/]src[\\/]provided/,
    chunks: 'async',
    enforce: true,
    priority: 10,
  },
};

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
      optimization: { splitChunks: { cacheGroups: together } },
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
