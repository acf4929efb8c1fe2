import { rspack, type RspackPluginInstance } from '@rspack/core';
import type { BundleOptions } from './client-project.ts';
import { sharedModules } from './shared-modules.ts';

/** What the global variable of a remote is called, under which its entry script leaves its container. */
export const containerOf = (remote: string): string => `${remote}_remote`;

/**
 * Lets the shell offer its modules to the remotes. Each is loaded when the first remote asks for it, unless the shell's own
 * code has it already: then it is that very one.
 */
export function provideModules(): RspackPluginInstance {
  const provides = sharedModules().map(
    ({ file, request, version }) => [file, { shareKey: request, version }] as const,
  );
  return new rspack.sharing.ProvideSharedPlugin({ provides: Object.fromEntries(provides) });
}

/**
 * Lets a remote take the shell's modules. A release has no copies of them, so that there is never a second one; in
 * development it has, because there it also runs alone.
 */
export function takeModules({ mode }: Pick<BundleOptions, 'mode'>): RspackPluginInstance {
  const own = mode === 'development' ? {} : { import: false as const };
  const consumes = sharedModules().map(
    ({ request, version }) =>
      [request, { shareKey: request, singleton: true, requiredVersion: `^${version}`, ...own }] as const,
  );
  return new rspack.sharing.ConsumeSharedPlugin({ consumes: Object.fromEntries(consumes) });
}

/**
 * The script by which the shell gets a remote's `./entry`. This is the federation of the bundler itself: the runtime of
 * `@module-federation/enhanced` would be thirty compressed kilobytes in each remote, for what the shell does by itself.
 */
export function container(remote: string, filename: string): RspackPluginInstance {
  return new rspack.container.ContainerPlugin({
    name: containerOf(remote),
    library: { type: 'var', name: containerOf(remote) },
    filename,
    exposes: { './entry': { import: './src/entry.tsx', name: 'entry' } },
  });
}
