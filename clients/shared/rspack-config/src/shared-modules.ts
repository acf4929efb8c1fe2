import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readManifest, sharedPackages } from './shared-packages.ts';

/** How one module is shared. */
export interface SharedModule {
  readonly singleton: true;
  readonly eager: boolean;
  readonly version: string;
  readonly requiredVersion: string;
}

/**
 * What of a package is shared, where it is not the package's main module alone. A trailing slash is every subpath:
 * not for Apollo Client, whose inner modules would each become a request. rxjs, the icons and, in a browser, graphql keep
 * no state, and are smaller where each client takes what it needs.
 */
const requestsOf: Readonly<Record<string, readonly string[]>> = {
  react: ['react', 'react/'],
  'react-dom': ['react-dom', 'react-dom/'],
  'react-router': ['react-router', 'react-router/'],
  '@apollo/client': ['@apollo/client', '@apollo/client/react'],
  graphql: [],
  rxjs: [],
  'lucide-react': [],
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

/**
 * What the shell and the remotes have one copy of: our own client packages, and whatever those name as peers. The
 * shell carries its copies in its first script (`eager`), so that a remote finds them there without another request.
 */
export function sharedModules(eager: boolean): Record<string, SharedModule> {
  const shared: Record<string, SharedModule> = {};
  const share = (request: string, version: string): void => {
    shared[request] = { singleton: true, eager, version, requiredVersion: `^${version}` };
  };
  for (const { dir, manifest } of sharedPackages()) {
    share(`${manifest.name}/`, manifest.version);
    for (const peer of Object.keys(manifest.peerDependencies)) {
      const version = installedVersion(peer, dir);
      for (const request of requestsOf[peer] ?? [peer]) share(request, version);
    }
  }
  return shared;
}
