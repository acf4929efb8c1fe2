import { z } from 'zod';
import { spreadOf } from './benchmark.ts';

/** A results file, as `pnpm bench` writes it. */
export const resultSchema = z.object({
  name: z.string(),
  title: z.string(),
  at: z.iso.datetime(),
  machine: z.object({ cores: z.int(), processor: z.string().optional(), node: z.string() }),
  rows: z.array(z.object({ name: z.string(), unit: z.string(), values: z.array(z.number()).min(1) })),
  aims: z.array(
    z.object({ name: z.string(), value: z.number(), aim: z.number(), unit: z.string(), holds: z.boolean() }),
  ),
});

export type Result = z.infer<typeof resultSchema>;

const figure = (value: number): string => value.toFixed(value < 100 ? 2 : 0);

function sectionOf({ name, title, at, machine, rows, aims }: Result): string {
  const measured = rows.map(({ name: row, unit, values }) => {
    const { min, median, max } = spreadOf(values);
    return `| ${row} | ${unit} | ${values.length} | ${figure(min)} | ${figure(median)} | ${figure(max)} |`;
  });
  const held = aims.map(
    (aim) =>
      `- ${aim.name}: ${figure(aim.value)} ${aim.unit}, aim ${figure(aim.aim)} ${aim.unit}: ${aim.holds ? 'holds' : '**missed**'}`,
  );
  return [
    `## ${title}`,
    `\`npx --yes pnpm@12 bench ${name}\`, ${at.slice(0, 10)}, Node.js ${machine.node} on ${machine.cores} cores.`,
    [
      '| measured | unit | runs | min | median | max |',
      '| --- | --- | --- | --- | --- | --- |',
      ...measured,
    ].join('\n'),
    held.join('\n'),
  ].join('\n\n');
}

/** `docs/benchmarks.md`: what was measured last, by name. */
export function documentOf(results: readonly Result[]): string {
  const sorted = [...results].sort((one, other) => one.name.localeCompare(other.name));
  return (
    [
      '# Benchmarks',
      'Written by `pnpm bench NAME` from `bench/results/`. An aim is held against the worst run.',
      ...sorted.map(sectionOf),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
