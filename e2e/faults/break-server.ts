import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from './report.ts';

/** One server is killed and started by one fault at a time. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  take(server: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#last.get(server) ?? Promise.resolve()).then(work);
    this.#last.set(server, turn);
    return turn;
  }
}

/** Something that may be killed and started again. */
export interface Server {
  readonly name: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** Kills a server, and resolves when it answers again. */
export async function breakServer(server: Server, downMs: number, report: Report): Promise<void> {
  await server.kill();
  await delay(downMs);
  const startedAtMs = Date.now();
  await server.restart();
  report.say(`${server.name} is back, ${Date.now() - startedAtMs} ms after it was started`);
}
