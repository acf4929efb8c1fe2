import { setTimeout as delay } from 'node:timers/promises';

const triesMax = 1_000;
const betweenTriesMs = 100;

/** Does again what failed because PostgreSQL is away just now. Rejects with the last failure after some two minutes. */
export async function untilItWorks<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === triesMax) throw error;
      await delay(betweenTriesMs);
    }
  }
}
