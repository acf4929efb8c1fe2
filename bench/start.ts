import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aimBelow, type Benchmark } from './benchmark.ts';
import { startApp } from './running-app.ts';

const runs = 5;
const command = ['npx', '--yes', 'pnpm@12', 'start'];

const benchmark: Benchmark = {
  title: 'From `npx --yes pnpm@12 start` to a page that answers, when it is not the first time',
  run: async (say) => {
    const folder = mkdtempSync(join(tmpdir(), 'payloom-bench-'));
    const values: number[] = [];
    try {
      const first = await startApp(command, folder);
      await first.stop();
      say(`first start: ${first.seconds.toFixed(1)} s`);
      for (let run = 1; run <= runs; run += 1) {
        const app = await startApp(command, folder);
        await app.stop();
        values.push(app.seconds);
        say(`start ${run}: ${app.seconds.toFixed(1)} s`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const row = { name: 'start again', unit: 's', values };
    return { rows: [row], aims: [aimBelow(row, 10)] };
  },
};

export default benchmark;
