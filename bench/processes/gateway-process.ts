import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';

const readyMsMax = 60_000;
const pollMs = 50;
const outputShownBytesMax = 4_000;
const debuggersSchema = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);

export interface GatewayProgram {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where it says that it can be used, and how it is asked if not by GET. */
  readonly readyUrl: string;
  readonly readyRequest?: RequestInit;
  /** Of a debugger that lets its garbage be collected; none runs without it. */
  readonly debuggerPort?: number;
}

/** A gateway in a process of its own, as it is run everywhere. */
export class GatewayProcess {
  readonly #child: ChildProcess;
  readonly #program: GatewayProgram;
  readonly #kill = () => void this.#child.kill('SIGKILL');
  #output = '';

  private constructor(program: GatewayProgram) {
    this.#program = program;
    const { debuggerPort } = program;
    const debugging = debuggerPort === undefined ? [] : [`--inspect=127.0.0.1:${debuggerPort}`];
    this.#child = spawn(process.execPath, [...debugging, ...program.arguments], {
      env: { PATH: process.env.PATH, ...program.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // It does not end by itself where this process is gone.
    process.once('exit', this.#kill);
    const keep = (chunk: Buffer) =>
      (this.#output = (this.#output + chunk.toString()).slice(-outputShownBytesMax));
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
  }

  static async start(program: GatewayProgram): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(program);
    const deadlineMs = Date.now() + readyMsMax;
    while (!(await isReady(program))) {
      if (gateway.#child.exitCode !== null || Date.now() > deadlineMs) {
        await gateway.stop();
        throw new Error(`${program.name} did not start:\n${gateway.#output}`);
      }
      await delay(pollMs);
    }
    return gateway;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Frees everything that nothing refers to, and hands the memory back. */
  async collectGarbage(): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.#program.debuggerPort}/json/list`);
    const [target] = debuggersSchema.parse(await response.json());
    const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
    await once(socket, 'open');
    socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
    await once(socket, 'message');
    socket.close();
    await once(socket, 'close');
  }

  async stop(): Promise<void> {
    process.off('exit', this.#kill);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#kill();
    await ended;
  }
}

async function isReady({ readyUrl, readyRequest }: GatewayProgram): Promise<boolean> {
  try {
    return (await fetch(readyUrl, readyRequest)).ok;
  } catch {
    return false;
  }
}
