import { createRequire } from 'node:module';
import { join } from 'node:path';
import { clientsDir } from './client-project.ts';
import { exportedModules, readManifest, sharedPackages } from './shared-packages.ts';

/** A module that the shell has for every remote. */
export interface SharedModule {
  /** How it is asked for. */
  readonly request: string;
  /** The shell's file that answers. */
  readonly file: string;
  readonly version: string;
}

const shell = join(clientsDir, 'shell');
const provided = (name: string): string => join(shell, 'src/provided', name);

/**
 * What of a foreign package is shared. Of the larger ones the shell has only what clients ask for, listed in a file of its
 * own. What keeps no state (rxjs, icons, graphql) is smaller where each client takes what it needs.
 */
const foreignModules: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  react: {
    react: 'react',
    'react/jsx-runtime': 'react/jsx-runtime',
    'react/jsx-dev-runtime': 'react/jsx-dev-runtime',
  },
  'react-dom': { 'react-dom': 'react-dom' },
  'react-router': { 'react-router': provided('react-router.ts') },
  '@apollo/client': {
    '@apollo/client': provided('apollo-client.ts'),
    '@apollo/client/react': provided('apollo-client-react.ts'),
  },
  zod: { 'zod/mini': provided('zod-mini.ts') },
};

/** The version installed for the package in `dir`; read from its folder, for not every package exports its manifest. */
function installedVersion(name: string, dir: string): string {
  const folders = createRequire(join(dir, 'package.json')).resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return readManifest(join(folder, name, 'package.json')).version;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error(`${name} is shared between clients but not installed for ${dir}`);
}

/** Shared because our own shared packages name them as peers. */
function foreign(): SharedModule[] {
  const peers = new Set(sharedPackages().flatMap(({ manifest }) => Object.keys(manifest.peerDependencies)));
  const { resolve } = createRequire(join(shell, 'package.json'));
  return [...peers].sort().flatMap((name) =>
    Object.entries(foreignModules[name] ?? {}).map(([request, target]) => ({
      request,
      file: resolve(target),
      version: installedVersion(name, shell),
    })),
  );
}

/**
 * What the shell and the remotes have one copy of: every module that our own client packages export, and what those name
 * as peers. A module that is not on this list a remote brings itself.
 */
export function sharedModules(): SharedModule[] {
  return [...foreign(), ...exportedModules()];
}
