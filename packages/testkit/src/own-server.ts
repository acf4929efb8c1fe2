import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { guardProgram } from './own-server-guard.ts';

const readyMsMax = 90_000;
const readyPollMs = 50;
const outputShownBytesMax = 4_000;
/** What a killed server left may keep the next one from starting for a moment, such as its shared memory. */
const restartsMax = 10;
const betweenRestartsMs = 200;
const stopMsMax = 10_000;

/** How to run a server that belongs to one test. */
export interface ServerPlan {
  readonly name: string;
  /** Everything it writes stands below; removed in the end. */
  readonly folder: string;
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Who runs it, where that is not the user of the tests. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  readonly isReady: () => Promise<boolean>;
  /** Asks it to end at `stop()`; left out, it is killed. */
  readonly stopSignal?: NodeJS.Signals;
  /** Takes away what the server started beside itself, once it is gone. */
  readonly afterKill?: () => Promise<void>;
  /** Of the Erlang port mapper the server started. */
  readonly epmdPort?: number;
}

/** A server of a test. */
export interface OwnServer {
  /** Ends it as a power cut would (SIGKILL), and resolves when it is gone. */
  kill(): Promise<void>;
  /** Kills it if it runs, starts it on the same port and data, and resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

interface Launched {
  readonly child: ChildProcess;
  readonly guard: ChildProcess;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
}

function startGuard({ folder, epmdPort }: ServerPlan, group: number): ChildProcess {
  const args = [guardProgram, String(group), folder, ...(epmdPort === undefined ? [] : [String(epmdPort)])];
  const guard = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    // A group of its own, which Ctrl-C in a terminal does not reach.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  guard.on('error', () => undefined);
  guard.stdin?.on('error', () => undefined);
  // Neither the guard nor the pipe to it keeps this process from ending.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  guard.unref();
  return guard;
}

function launch(plan: ServerPlan): Launched {
  const { folder, env, ids } = plan;
  const [program = '', ...args] = plan.command;
  const output = openSync(join(folder, 'output'), 'a');
  const child = spawn(program, args, {
    detached: true,
    cwd: folder,
    stdio: ['ignore', output, output],
    env,
    ...ids,
  });
  closeSync(output);
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  child.unref();
  return { child, guard: startGuard(plan, child.pid ?? 0), ended, hasEnded: () => over };
}

class RunningServer implements OwnServer {
  readonly #plan: ServerPlan;
  #launched: Launched | undefined;

  constructor(plan: ServerPlan) {
    this.#plan = plan;
  }

  async start(): Promise<void> {
    const launched = launch(this.#plan);
    this.#launched = launched;
    const deadlineMs = Date.now() + readyMsMax;
    while (!(await this.#plan.isReady())) {
      if (launched.hasEnded() || Date.now() > deadlineMs) {
        await this.kill();
        throw new Error(`${this.#plan.name} did not start:\n${this.#outputTail()}`);
      }
      await delay(readyPollMs);
    }
  }

  async kill(): Promise<void> {
    const launched = this.#launched;
    if (!launched) return;
    this.#launched = undefined;
    launched.child.ref();
    killGroup(launched.child.pid);
    await launched.ended;
    await this.#plan.afterKill?.();
    launched.guard.stdin?.end('released\n');
  }

  async restart(): Promise<void> {
    await this.kill();
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.start();
        return;
      } catch (error) {
        if (attempt === restartsMax) throw error;
        await delay(betweenRestartsMs);
      }
    }
  }

  async stop(): Promise<void> {
    const { stopSignal } = this.#plan;
    if (this.#launched && stopSignal) {
      this.#launched.child.ref();
      this.#launched.child.kill(stopSignal);
      const timeout = new AbortController();
      const timedOut = delay(stopMsMax, undefined, { signal: timeout.signal }).catch(() => undefined);
      await Promise.race([this.#launched.ended, timedOut]);
      timeout.abort();
    }
    await this.kill();
    await rm(this.#plan.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #outputTail(): string {
    return readFileSync(join(this.#plan.folder, 'output'), 'utf8').slice(-outputShownBytesMax);
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended before.
  }
}

/**
 * Starts a server in a process group of its own and resolves when it is ready; rejects, with the end of what it
 * printed, when it ends before. A guard beside it sees to it that it does not outlive this process.
 */
export async function startOwnServer(plan: ServerPlan): Promise<OwnServer> {
  const server = new RunningServer(plan);
  await server.start();
  return server;
}

/** Tries a start again, with other free ports: somebody else may have taken one in the meantime. */
export async function startOnFreePorts<Server>(start: () => Promise<Server>, startsMax = 3): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt >= startsMax) throw error;
    }
  }
}
