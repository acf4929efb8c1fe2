import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { catalogue } from '@payloom/event-contracts/catalogue';
import { root } from './build/artefacts.ts';
import { asyncApiDocument } from './docs-events/asyncapi.ts';
import { eventsPage } from './docs-events/events-page.ts';
import { planPublishedSchemas, type SchemaFiles } from './docs-events/published-schemas.ts';

const publishedFolder = join(root, 'packages/event-contracts/published');

function readPublished(): SchemaFiles {
  if (!existsSync(publishedFolder)) return new Map();
  const entries = readdirSync(publishedFolder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    paths.map((path) => [relative(publishedFolder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

/** Every generated file by its path, and why it may not be written. */
function generate(): { files: ReadonlyMap<string, string>; problems: readonly string[] } {
  const schemas = planPublishedSchemas(catalogue, readPublished());
  const files = new Map([
    [join(root, 'docs/events.md'), eventsPage()],
    [join(root, 'docs/asyncapi.json'), `${JSON.stringify(asyncApiDocument(), null, 2)}\n`],
    ...[...schemas.files].map(([name, text]): [string, string] => [join(publishedFolder, name), text]),
  ]);
  return { files, problems: schemas.problems };
}

function run(isCheck: boolean): number {
  const { files, problems } = generate();
  if (problems.length > 0) {
    console.error(`Events must stay readable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    return 1;
  }
  const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  if (isCheck) {
    for (const [path] of stale)
      console.error(`${relative(root, path)} is stale: run \`node scripts/docs-events.ts\` and commit it.`);
    return stale.length === 0 ? 0 : 1;
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return 0;
}

process.exitCode = run(process.argv.includes('--check'));
