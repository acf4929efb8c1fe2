import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { amqpAnswers, redisAnswers } from './service-answers.ts';

/** What finding a service may ask of this machine and do to it. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  readonly exists: (path: string) => boolean;
  /** Runs a command with its output shown; returns whether it succeeded. */
  readonly run: (command: string, args: readonly string[]) => boolean;
  /** Whether a command succeeds, with nothing shown. */
  readonly succeeds: (command: string, args: readonly string[]) => boolean;
  /** What a command prints, with its complaints shown; undefined when it failed. */
  readonly output: (command: string, args: readonly string[]) => string | undefined;
  /** Whether a service answers at this address, and lets in whom the address names. */
  readonly answers: (url: string) => Promise<boolean>;
  readonly say: (sentence: string) => void;
}

/** This machine as it is. */
export const thisMachine: Machine = {
  env: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  run: (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0,
  succeeds: (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0,
  output: (command, args) => {
    const { status, stdout } = spawnSync(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    });
    return status === 0 ? stdout.trim() : undefined;
  },
  answers: (url) => (url.startsWith('redis') ? redisAnswers(url) : amqpAnswers(url)),
  say: (sentence) => void process.stderr.write(`${sentence}\n`),
};

/** An installed program that tests start servers of their own from. */
export interface ServerProgram {
  /** As a person calls it. */
  readonly service: string;
  readonly names: readonly string[];
  /** Folders looked at before those of PATH. */
  readonly places: readonly string[];
  /** Debian's package. */
  readonly aptPackage: string;
}

export const rabbitMqProgram: ServerProgram = {
  service: 'RabbitMQ',
  names: ['rabbitmq-server'],
  // The program itself first: what packages put into /usr/sbin is a wrapper that runs it as the system's broker.
  places: [
    '/usr/lib/rabbitmq/bin',
    '/opt/homebrew/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/opt/rabbitmq/sbin',
  ],
  aptPackage: 'rabbitmq-server',
};

export const redisProgram: ServerProgram = {
  service: 'Redis',
  names: ['redis-server', 'valkey-server'],
  places: ['/usr/bin', '/opt/homebrew/bin', '/usr/local/bin'],
  aptPackage: 'redis-server',
};

/** Its tool, which checks and tries rules of alerts; Debian packs both together. */
export const prometheusProgram: ServerProgram = {
  service: 'Prometheus',
  names: ['promtool'],
  places: ['/usr/bin', '/opt/homebrew/bin', '/usr/local/bin'],
  aptPackage: 'prometheus',
};

export const nginxProgram: ServerProgram = {
  service: 'nginx',
  names: ['nginx'],
  places: ['/usr/sbin', '/opt/homebrew/bin', '/usr/local/sbin'],
  aptPackage: 'nginx',
};

/** Where the program stands, or undefined when it is not installed. */
export function findProgram(
  { names, places }: ServerProgram,
  { env, exists }: Machine = thisMachine,
): string | undefined {
  const folders = [...places, ...(env.PATH ?? '').split(delimiter).filter(Boolean)];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(exists);
}

const lockSeconds = 300;

/** Finds the program, or installs it where the system's package manager may be used; undefined when neither helps. */
export function findOrInstallProgram(
  program: ServerProgram,
  machine: Machine = thisMachine,
): string | undefined {
  const found = findProgram(program, machine);
  if (found !== undefined || !machine.isRoot || !machine.exists('/usr/bin/apt-get')) return found;
  const { service, aptPackage } = program;
  machine.say(`${service} for the tests: installing it (apt-get install ${aptPackage}).`);
  // Another process of the tests may be installing at the same time.
  const lock = ['-o', `DPkg::Lock::Timeout=${lockSeconds}`];
  const install = ['install', '--yes', '--no-install-recommends', ...lock, aptPackage];
  if (!machine.run('apt-get', install)) {
    // A fresh image has no package lists yet.
    machine.run('apt-get', ['update']);
    machine.run('apt-get', install);
  }
  return findProgram(program, machine);
}

/** What to type where a program is not installed by itself. */
export function installHelp({ service, aptPackage }: ServerProgram): string {
  return (
    `${service} is not installed. Install it (Debian, Ubuntu: \`sudo apt-get install ${aptPackage}\`; ` +
    `macOS: \`brew install ${aptPackage.replace(/-server$/, '')}\`)`
  );
}
