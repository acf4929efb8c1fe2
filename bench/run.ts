import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { documentOf, resultSchema } from './document.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { tableOf } from './table.ts';

const folder = import.meta.dirname;
const moduleSchema = z.object({
  default: z.custom<Benchmark>((value) => typeof value === 'object' && value !== null && 'run' in value),
});

/** Every file beside this one that exports a benchmark as its default. */
function benchmarkNames(): string[] {
  return readdirSync(folder)
    .filter(
      (name) => name.endsWith('.ts') && /^export default /m.test(readFileSync(join(folder, name), 'utf8')),
    )
    .map((name) => name.replace(/\.ts$/, ''));
}

function save(name: string, title: string, report: Report): string {
  const path = join(folder, 'results', `${name}.json`);
  mkdirSync(join(folder, 'results'), { recursive: true });
  const machine = { cores: availableParallelism(), processor: cpus()[0]?.model, node: process.versions.node };
  writeFileSync(
    path,
    `${JSON.stringify({ name, title, at: new Date().toISOString(), machine, ...report }, null, 2)}\n`,
  );
  return path;
}

/** Writes `docs/benchmarks.md` anew from all results. */
async function document(): Promise<void> {
  const results = join(folder, 'results');
  const found = readdirSync(results).filter((file) => file.endsWith('.json'));
  const text = documentOf(
    found.map((file) => resultSchema.parse(JSON.parse(readFileSync(join(results, file), 'utf8')))),
  );
  const path = join(folder, '../docs/benchmarks.md');
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser: 'markdown' }));
}

async function main(name: string | undefined): Promise<number> {
  const names = benchmarkNames();
  if (name === undefined || !names.includes(name)) {
    console.error(
      `${name === undefined ? 'Which benchmark?' : `There is no benchmark "${name}".`} There are:\n  ${names.join('\n  ')}`,
    );
    return 1;
  }
  const { default: benchmark } = moduleSchema.parse(await import(join(folder, `${name}.ts`)));
  console.log(`${benchmark.title}\n`);
  const report = await benchmark.run((line) => console.log(`  ${line}`));
  console.log(`\n${tableOf(report)}\n\nKept in ${save(name, benchmark.title, report)}`);
  await document();
  return report.aims.every(({ holds }) => holds) ? 0 : 1;
}

// Not by `exitCode`: the embedded PostgreSQL ends a process that has nothing left to do with 0.
process.exit(await main(process.argv[2]));
