import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './build/artefacts.ts';
import { filesOf } from './build/freshness.ts';
import { readPackageFolders } from './lint/zones.ts';
import { findDeadFiles } from './tidy/dead-files.ts';
import { findEnvAccess } from './tidy/env-access.ts';
import { describeFinding, type Finding, type SourceFile } from './tidy/finding.ts';
import { findLengths } from './tidy/lengths.ts';
import { findNames } from './tidy/names.ts';
import { findUnusedModules } from './tidy/unused-modules.ts';
import { findWords } from './tidy/words.ts';

/** Every file that is somebody's work: never what is installed, generated or built. */
const repositoryPaths = (): string[] =>
  filesOf(root).map((path) => relative(root, path).split(sep).join('/'));

const read = (path: string): SourceFile => ({ path, text: readFileSync(join(root, path), 'utf8') });

/** The text of every configuration and script, which name files by their paths. */
function configuration(sources: readonly SourceFile[]): string {
  return sources
    .flatMap(({ path, text }) => (/[.-]config\.ts$|^scripts\//.test(path) ? [text] : []))
    .join('\n');
}

/** Everything that is not as the house has it. */
export async function tidy(): Promise<Finding[]> {
  const paths = repositoryPaths();
  const sources = paths.filter((path) => /\.tsx?$/.test(path)).map(read);
  const schemas = paths.filter((path) => path.endsWith('.graphql') && !path.startsWith('schema/')).map(read);
  return [
    ...findNames(paths),
    ...sources.flatMap(findLengths),
    ...sources.flatMap(findEnvAccess),
    ...[...sources, ...schemas].filter(({ path }) => !path.startsWith('scripts/tidy/')).flatMap(findWords),
    ...findUnusedModules(sources, readPackageFolders(root), configuration(sources)),
    ...(await findDeadFiles(root)),
  ];
}

if (import.meta.main) {
  const findings = await tidy();
  for (const finding of findings) console.error(describeFinding(finding));
  console.log(findings.length === 0 ? 'Tidy.' : `${findings.length} findings.`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
