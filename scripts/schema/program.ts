import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { Command } from 'commander';
import { z } from 'zod';
import { compose, readSubgraphs } from '../compose.ts';
import { Problem } from '../start/problem.ts';
import { checkSchema, type SchemaReport } from './check-schema.ts';
import { summariseHints } from './composition-hints.ts';
import { readOperations, type OperationSource } from './operations.ts';
import { earlierRevision, openRevision, type Revision } from './revision.ts';

const schemaPath = 'schema/api.graphql';
const acceptedPath = 'schema/accepted-breaks.json';
/** What gateways trust, by its hash: also what programs of ours write by hand. */
const trustedPath = 'schema/operations.json';
const clientsFolder = 'clients';

/** Breaks that somebody wants, by what the check says of them, each with a reason. */
const acceptedSchema = z.record(z.string(), z.string().min(1));

interface Place {
  readonly repository: string;
  readonly print: (line: string) => void;
}

function readAccepted(repository: string): ReadonlyMap<string, string> {
  const path = join(repository, acceptedPath);
  if (!existsSync(path)) return new Map();
  const read = acceptedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success)
    throw new Problem(`${acceptedPath}: expected an object of reasons by what breaks, each of them text.`);
  return new Map(Object.entries(read.data));
}

const trustedSchema = z.record(z.string(), z.string());

/** What is sent and stands in no file of operations. */
function writtenByHand(sources: readonly OperationSource[], trusted: string | undefined): OperationSource[] {
  if (trusted === undefined) return [];
  const known = new Set(readOperations(sources).map(({ name }) => name));
  return Object.values(trustedSchema.parse(JSON.parse(trusted)))
    .map((text) => ({ path: trustedPath, text }))
    .filter((source) => readOperations([source]).some(({ name }) => !known.has(name)));
}

const isOperations = (path: string): boolean => path.endsWith('.graphql') && path.includes('/src/');

/** What clients of a revision send: they are in people's browsers when the next schema is served. */
function operationsOf(revision: Revision): OperationSource[] {
  const sources = revision
    .list(clientsFolder)
    .filter(isOperations)
    .map((path) => ({ path, text: revision.read(path) ?? '' }));
  return [...sources, ...writtenByHand(sources, revision.read(trustedPath))];
}

/** What clients send now, when there is no earlier revision. */
function operationsNow(repository: string): OperationSource[] {
  const read = (path: string) => readFileSync(join(repository, path), 'utf8');
  const pattern = `${clientsFolder}/**/src/**/*.graphql`;
  const sources = globSync(pattern, { cwd: repository, exclude: ['**/node_modules/**'] }).map((path) => ({
    path,
    text: read(path),
  }));
  const isListed = existsSync(join(repository, trustedPath));
  return [...sources, ...writtenByHand(sources, isListed ? read(trustedPath) : undefined)];
}

const count = (many: number, one: string, more = `${one}s`): string => `${many} ${many === 1 ? one : more}`;

function printReport(report: SchemaReport, accepted: ReadonlyMap<string, string>, print: Place['print']): number {
  const refused = report.breaks.filter(({ change }) => !accepted.has(change));
  for (const { change, operations } of refused) {
    print(`✖ ${change}`);
    for (const operation of operations) print(`    breaks ${operation}`);
  }
  for (const { change } of report.breaks) {
    const reason = accepted.get(change);
    if (reason !== undefined) print(`✔ ${change} (accepted: ${reason})`);
  }
  for (const change of report.unused) print(`! ${change}: no operation in use breaks`);
  for (const change of report.dangerous) print(`! ${change}`);
  print(
    `${count(refused.length, 'break')}, ${count(report.unused.length, 'break')} of nobody, ` +
      `${report.dangerous.length} to mind, ${report.harmlessCount} harmless.`,
  );
  return refused.length === 0 ? 0 : 1;
}

async function check({ repository, print }: Place, base: string | undefined): Promise<number> {
  const { apiSdl, hints } = compose(readSubgraphs(join(repository, 'subgraphs')));
  const name = base ?? earlierRevision(repository);
  const revision = name === undefined ? undefined : openRevision(repository, name);
  const before = revision?.read(schemaPath);
  if (revision && before === undefined) throw new Problem(`${revision.name} has no ${schemaPath}.`);
  const operations = readOperations(revision ? operationsOf(revision) : operationsNow(repository));
  print(
    revision
      ? `The schema as it is now, beside that of ${revision.name} and the ${count(operations.length, 'operation')} in use then:`
      : `There is no earlier revision: ${count(operations.length, 'operation')}, beside the schema they are written for.`,
  );
  const schemas = { before: buildSchema(before ?? apiSdl), after: buildSchema(apiSdl) };
  const exitCode = printReport(await checkSchema({ ...schemas, operations }), readAccepted(repository), print);
  for (const hint of summariseHints(hints)) print(`hint ${hint}`);
  return exitCode;
}

/** The command `schema`. Resolves with its exit code: 1 where an operation in use breaks and nobody has accepted it. */
export async function runSchema(args: readonly string[], place: Place): Promise<number> {
  let exitCode = 0;
  const program = new Command('schema').description('Guards the graph that clients rely on.');
  program
    .command('check')
    .description('compare the schema with that of an earlier revision, and name the operations that break')
    .option('--base <revision>', 'what to compare with; by default where this branch began, or the last commit')
    .action(async ({ base }: { base?: string }) => {
      exitCode = await check(place, base);
    });
  await program.parseAsync([...args], { from: 'user' });
  return exitCode;
}
