import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { aimBelow, type Benchmark } from './benchmark.ts';
import { root, startApp } from './running-app.ts';

const runs = 7;
const waitMillisecondsMax = 30_000;
const sdlPath = join(root, 'subgraphs/payments/schema.graphql');
const hookPath = join(
  root,
  'clients/remotes/payments/src/features/make-payment/__generated__/make-payment.ts',
);

const read = (path: string): string => readFileSync(path, 'utf8');

async function until(what: string, holds: () => boolean): Promise<number> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > waitMillisecondsMax)
      throw new Error(`${what} did not come within ${waitMillisecondsMax} ms.`);
    await sleep(5);
  }
  return (performance.now() - began) / 1_000;
}

/** Adds a status to the SDL, waits until the hook's types have it, and takes it away again. */
async function measureEdit(original: string, status: string): Promise<number> {
  const edited = original.replace('enum PaymentStatus {', `enum PaymentStatus {\n  ${status}\n`);
  if (edited === original) throw new Error(`${sdlPath} has no enum PaymentStatus to edit.`);
  writeFileSync(sdlPath, edited);
  const seconds = await until('The edited hook', () => read(hookPath).includes(`'${status}'`));
  writeFileSync(sdlPath, original);
  await until('The hook as it was', () => !read(hookPath).includes(`'${status}'`));
  return seconds;
}

async function measure(say: (line: string) => void): Promise<number[]> {
  const original = read(sdlPath);
  const restore = (): void => writeFileSync(sdlPath, original);
  process.once('SIGINT', () => {
    restore();
    process.exit(130);
  });
  const values: number[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      values.push(await measureEdit(original, `MEASURED_${run}`));
      say(`edit ${run}: ${values.at(-1)?.toFixed(2)} s`);
      // A person does not save again while the subgraph still restarts.
      await sleep(4_000);
    }
  } finally {
    restore();
  }
  return values;
}

const benchmark: Benchmark = {
  title: 'From the save of an SDL edit, while `dev` runs, to the regenerated hook',
  run: async (say) => {
    const folder = mkdtempSync(join(tmpdir(), 'payloom-bench-'));
    const app = await startApp([process.execPath, 'scripts/dev.ts'], folder);
    say(`dev is ready after ${app.seconds.toFixed(1)} s`);
    try {
      const row = { name: 'SDL edit to hook', unit: 's', values: await measure(say) };
      return { rows: [row], aims: [aimBelow(row, 3)] };
    } finally {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default benchmark;
