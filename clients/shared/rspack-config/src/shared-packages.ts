import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { clientsDir } from './client-project.ts';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  // Foreign packages have conditional exports, which nobody here asks for.
  exports: z.record(z.string(), z.string()).catch({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});

/** A package's manifest, as much of it as sharing needs. */
export type PackageManifest = z.infer<typeof manifestSchema>;

/** One of the packages that the shell and the remotes have one copy of. */
export interface SharedPackage {
  readonly dir: string;
  readonly manifest: PackageManifest;
}

/** Reads a package.json. */
export function readManifest(path: string): PackageManifest {
  return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Our own client packages that the shell runs on. */
export function sharedPackages(): SharedPackage[] {
  const shell = readManifest(join(clientsDir, 'shell/package.json'));
  return readdirSync(join(clientsDir, 'shared'))
    .map((name) => join(clientsDir, 'shared', name))
    .map((dir) => ({ dir, manifest: readManifest(join(dir, 'package.json')) }))
    .filter(({ manifest }) => manifest.name in shell.dependencies);
}

const isModule = (file: string): boolean => /\.tsx?$/.test(file) && !file.includes('.test.');

/** A module that a shared package exports. */
export interface ExportedModule {
  /** How it is asked for. */
  readonly request: string;
  readonly file: string;
  /** Of its package. */
  readonly version: string;
}

function modulesOf({ dir, manifest: { name, version, exports } }: SharedPackage): ExportedModule[] {
  return Object.entries(exports).flatMap(([subpath, target]) => {
    const request = `${name}/${subpath.slice(2)}`;
    if (!/\.tsx?$/.test(target) || subpath.startsWith('./testing/')) return [];
    if (!target.includes('*')) return [{ request, file: join(dir, target), version }];
    const [folder = '', extension = ''] = target.split('*');
    return readdirSync(join(dir, folder))
      .filter((file) => isModule(file) && file.endsWith(extension))
      .map((file) => ({
        request: request.replace('*', file.slice(0, -extension.length)),
        file: join(dir, folder, file),
        version,
      }));
  });
}

/**
 * Every module that a shared package exports. The shell has all of them: were one left to a remote, that remote
 * would bring its own copy of whatever the module imports, and a context or a store would exist twice.
 */
export function exportedModules(): ExportedModule[] {
  const byRequest = new Map(
    sharedPackages()
      .flatMap(modulesOf)
      .map((each) => [each.request, each]),
  );
  return [...byRequest.values()].sort((one, other) => (one.request < other.request ? -1 : 1));
}
