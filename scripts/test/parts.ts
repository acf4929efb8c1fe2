import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallProgram, nginxProgram, rabbitMqProgram, redisProgram } from '@payloom/testkit/machine';
import { root } from '../build/artefacts.ts';
import { findPrograms } from '../start/postgres.ts';
import { choosePostgresAccount } from '../start/postgres-account.ts';
import { chromiumHelp, findOrInstallChromium } from './chromium.ts';
import { one, tallyJest, tallyPlaywright, type Tally } from './tally.ts';

export interface Part {
  /** As given to `--only`. */
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<Tally>;
}

const jestFlags = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

/** Runs a script of ours or of a package with this Node.js, its output shown; resolves with its exit code. */
function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return execute([process.execPath, ...args], env);
}

async function execute([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return code ?? 1;
}

const script = (name: string): string => join(root, 'scripts', name);
const program = (path: string): string => join(root, 'node_modules', path);

function check(name: string, title: string, ...args: string[]): Part {
  return { name, title, run: async () => one((await node(args)) === 0) };
}

/** Reads the report a tool wrote; none, or one that is not whole, counts as one failure. */
function readTally(path: string, read: (report: unknown) => Tally, code: number): Tally {
  try {
    const tally = read(JSON.parse(readFileSync(path, 'utf8')));
    // Thresholds of coverage, and whatever else fails beside the tests.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch (error) {
    console.error(`There is no whole report: ${error instanceof Error ? error.message : String(error)}`);
    return one(false);
  }
}

async function withReport(
  run: (path: string) => Promise<number>,
  read: (report: unknown) => Tally,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-report-'));
  const path = join(folder, 'report.json');
  try {
    const code = await run(path);
    return readTally(path, read, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where root's own PostgreSQL cannot be reached by the user it must run as, the tests run as that user throughout. */
async function accountPrefix(): Promise<readonly string[]> {
  const { postgres } = await findPrograms();
  return choosePostgresAccount(postgres, tmpdir()).prefix;
}

/** Runs projects of jest.config.ts. */
async function runJest(projects: readonly string[], ...args: string[]): Promise<Tally> {
  const prefix = await accountPrefix();
  // Nothing can be installed any more once the tests run as another user.
  const programs = [rabbitMqProgram, redisProgram, nginxProgram];
  if (prefix.length > 0) for (const each of programs) findOrInstallProgram(each);
  const command = [
    ...prefix,
    process.execPath,
    program('jest/bin/jest.js'),
    ...args,
    '--json',
    '--selectProjects',
    ...projects,
  ];
  return withReport(
    (path) => execute([...command, `--outputFile=${path}`], { NODE_OPTIONS: jestFlags }),
    tallyJest,
  );
}

async function runStories(): Promise<Tally> {
  const chromium = findOrInstallChromium();
  if (chromium === undefined) {
    console.error(chromiumHelp);
    return one(false);
  }
  const args = [
    join(root, 'e2e/node_modules/@playwright/test/cli.js'),
    'test',
    '--config',
    join(root, 'e2e'),
    '--reporter=list,json',
  ];
  return withReport(
    (path) => node(args, { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: path }),
    tallyPlaywright,
  );
}

/** Everything that is checked, what fails fastest first. */
export const parts: readonly Part[] = [
  check('schema', 'The committed schema is the composed one', script('compose.ts'), '--check'),
  check('schema', 'The definitions for RabbitMQ are not stale', script('broker-definitions.ts'), '--check'),
  check('schema', 'No operation in use breaks', script('schema.ts'), 'check'),
  check(
    'codegen',
    'Types and hooks are generated, and trusted documents not stale',
    script('codegen.ts'),
    '--check',
  ),
  check('docs', 'Event documents and schemas are not stale', script('docs-events.ts'), '--check'),
  check(
    'format',
    'Files are formatted',
    program('prettier/bin/prettier.cjs'),
    '--check',
    '--log-level=warn',
    '.',
  ),
  check('typecheck', 'Servers type-check', program('typescript/bin/tsc'), '-p', 'tsconfig.server.json'),
  check('typecheck', 'Clients type-check', program('typescript/bin/tsc'), '-p', 'tsconfig.clients.json'),
  check(
    'typecheck',
    'The service worker type-checks',
    program('typescript/bin/tsc'),
    '-p',
    'tsconfig.service-worker.json',
  ),
  check(
    'lint',
    'Sources lint',
    program('eslint/bin/eslint.js'),
    '.',
    '--max-warnings=0',
    '--cache',
    '--cache-strategy=content',
    '--cache-location=node_modules/.cache/eslint/',
  ),
  check('tidy', 'The house is tidy', script('tidy.ts')),
  { name: 'unit', title: 'Tests, with coverage', run: () => runJest(['node', 'jsdom'], '--coverage') },
  // One after the other: what breaks a stack on purpose, and what tries all of its mutations, each want the machine.
  {
    name: 'faults',
    title: 'Nothing lost though everything breaks',
    run: () => runJest(['faults'], '--runInBand'),
  },
  { name: 'e2e', title: 'Stories in a browser', run: runStories },
];
