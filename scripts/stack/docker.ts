import { spawn, type StdioOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { root } from '../build/artefacts.ts';
import { Problem } from '../start/problem.ts';

/** What was written to a file. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** A program in a container that is spoken to by lines. */
export interface Conversation {
  /** Says a line and resolves with the next one of the answer. */
  ask(line: string): Promise<string>;
  end(): Promise<void>;
}

/** Runs `docker compose` for the stack, and whatever else of Docker it takes. */
export interface Docker {
  /** Its output is shown. */
  compose(...args: readonly string[]): Promise<void>;
  /** Resolves with the lines it prints. */
  lines(...args: readonly string[]): Promise<string[]>;
  stop(containers: readonly string[], graceSeconds: number): Promise<void>;
  /** Writes what `docker compose` prints into a new file that only its owner reads. */
  toFile(path: string, ...args: readonly string[]): Promise<Written>;
  /** Hands a file to what `docker compose` runs. */
  fromFile(path: string, ...args: readonly string[]): Promise<void>;
  talk(...args: readonly string[]): Promise<Conversation>;
  /** The names of all volumes of this machine. */
  volumes(): Promise<string[]>;
  removeVolumes(names: readonly string[]): Promise<void>;
}

function start(args: readonly string[], stdio: StdioOptions) {
  const child = spawn('docker', args, { cwd: root, stdio });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', () =>
      reject(new Problem('There is no `docker`: install Docker with Compose 2.24 or newer.')),
    );
    child.once('close', resolve);
  });
  const done = ended.then((code) => {
    if (code !== 0) throw new Problem(`This failed: docker ${args.join(' ')}`);
  });
  // Whoever waits for it hears of it.
  done.catch(() => undefined);
  return { child, done };
}

async function run(args: readonly string[], output: 'inherit' | 'pipe'): Promise<string> {
  const { child, done } = start(args, ['inherit', output, 'inherit']);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  await done;
  return text;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

async function toFile(path: string, ...args: readonly string[]): Promise<Written> {
  const { child, done } = start(['compose', ...args], ['ignore', 'pipe', 'inherit']);
  const hash = createHash('sha256');
  let bytes = 0;
  const count = async function* (parts: AsyncIterable<Buffer>) {
    for await (const part of parts) {
      hash.update(part);
      bytes += part.length;
      yield part;
    }
  };
  const from = child.stdout ?? new PassThrough();
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await Promise.all([done, pipeline(from, count, file)]);
  return { bytes, sha256: hash.digest('hex') };
}

async function fromFile(path: string, ...args: readonly string[]): Promise<void> {
  const { child, done } = start(['compose', ...args], ['pipe', 'inherit', 'inherit']);
  // Who ends before it has read all says why by its exit code.
  if (child.stdin) await pipeline(createReadStream(path), child.stdin).catch(() => undefined);
  await done;
}

async function talk(...args: readonly string[]): Promise<Conversation> {
  const { child, done } = start(['compose', ...args], ['pipe', 'pipe', 'inherit']);
  const { stdin } = child;
  const answers = createInterface({ input: child.stdout ?? new PassThrough() })[Symbol.asyncIterator]();
  // The end of the program says why it could not be written to.
  stdin?.on('error', () => undefined);
  return {
    ask: async (line) => {
      stdin?.write(`${line}\n`);
      const answer = await answers.next();
      if (answer.done) throw new Problem(`This ended early: docker compose ${args.join(' ')}`);
      return answer.value;
    },
    end: async () => {
      stdin?.end();
      await done;
    },
  };
}

/** The Docker of this machine. */
export const thisDocker: Docker = {
  compose: async (...args) => {
    await run(['compose', ...args], 'inherit');
  },
  lines: async (...args) => linesOf(await run(['compose', ...args], 'pipe')),
  stop: async (containers, graceSeconds) => {
    await run(['stop', '--time', String(graceSeconds), ...containers], 'pipe');
    await run(['rm', ...containers], 'pipe');
  },
  toFile,
  fromFile,
  talk,
  volumes: async () => linesOf(await run(['volume', 'ls', '--quiet'], 'pipe')),
  removeVolumes: async (names) => {
    if (names.length > 0) await run(['volume', 'rm', ...names], 'pipe');
  },
};
