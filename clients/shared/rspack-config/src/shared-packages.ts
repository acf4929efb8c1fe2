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

function modulesOf({ dir, manifest }: SharedPackage): string[] {
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    const request = `${manifest.name}/${subpath.slice(2)}`;
    if (!/\.tsx?$/.test(target) || subpath.startsWith('./testing/')) return [];
    if (!target.includes('*')) return [request];
    const [folder = '', extension = ''] = target.split('*');
    return readdirSync(join(dir, folder))
      .filter((file) => isModule(file) && file.endsWith(extension))
      .map((file) => request.replace('*', file.slice(0, -extension.length)));
  });
}

/**
 * Every module that a shared package exports. The shell carries all of them: were one left to a remote, that remote
 * would bring its own copy of whatever the module imports, and a context or a store would exist twice.
 */
export function exportedModules(): string[] {
  return [...new Set(sharedPackages().flatMap(modulesOf))].sort();
}
