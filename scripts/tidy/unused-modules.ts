import { posix } from 'node:path';
import type { Finding, SourceFile } from './finding.ts';

const specifier = /(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g;
const isModule = /^(?:packages|clients\/shared)\/[^/]+\/src\/.+\.tsx?$/;
const isNamedFromOutside = /\.(test|contract|fixture)\.tsx?$|\.d\.ts$|\/testing\/|\/test\//;

function targetsOf({ path, text }: SourceFile, packages: ReadonlyMap<string, string>): string[] {
  return [...text.matchAll(specifier)].flatMap(([, source = '']) => {
    if (source.startsWith('.')) return [posix.join(posix.dirname(path), source)];
    const [scope = '', name = '', ...rest] = source.split('/');
    const folder = packages.get(`${scope}/${name}`);
    const module = `${folder ?? ''}/src/${rest.join('/')}`;
    return folder === undefined ? [] : [module, `${module}.ts`, `${module}.tsx`];
  });
}

/**
 * Modules of internal packages that nobody imports. Every one of them may be imported by its subpath, so knip takes
 * them all for entries. Some are named in configuration only (`configured`).
 */
export function findUnusedModules(
  files: readonly SourceFile[],
  packages: ReadonlyMap<string, string>,
  configured: string,
): Finding[] {
  // What only its own test imports is tested, and yet of no use.
  const users = files.filter(({ path }) => !/\.test\.tsx?$/.test(path));
  const used = new Set(users.flatMap((file) => targetsOf(file, packages)));
  return files
    .filter(({ path }) => isModule.test(path) && !isNamedFromOutside.test(path))
    .filter(({ path }) => !used.has(path) && !configured.includes(path))
    .map(({ path }) => ({ path, line: 1, message: 'Nobody imports this file: remove it, or use it.' }));
}
