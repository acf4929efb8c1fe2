import { parseArgs, styleText } from 'node:util';
import { parts, type Part } from './test/parts.ts';
import { sum, type Tally } from './test/tally.ts';

const names = [...new Set(parts.map(({ name }) => name))];
const usage = `Usage: pnpm test [--only PART]...   where PART is one of ${names.join(', ')}`;

interface Result {
  readonly part: Part;
  readonly tally: Tally;
  readonly seconds: number;
}

function chosenParts(): readonly Part[] {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const only = values.only ?? [];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}". ${usage}`);
  return only.length === 0 ? parts : parts.filter(({ name }) => only.includes(name));
}

async function runPart(part: Part, position: string): Promise<Result> {
  const began = performance.now();
  console.log(styleText('bold', `\n${position} ${part.title}`));
  const tally = await part.run();
  return { part, tally, seconds: (performance.now() - began) / 1_000 };
}

function summary({ part, tally, seconds }: Result): string {
  const mark = tally.failed === 0 ? styleText('green', '✔') : styleText('red', '✖');
  const counts = `${tally.passed} passed, ${tally.failed} failed`;
  const line = `${mark} ${part.title.padEnd(44)} ${counts.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`;
  const flaky = (tally.flaky ?? []).map((title) => `  ${styleText('yellow', 'at the second try:')} ${title}`);
  return [line, ...flaky].join('\n');
}

async function main(): Promise<number> {
  const chosen = chosenParts();
  const results: Result[] = [];
  for (const [index, part] of chosen.entries())
    results.push(await runPart(part, `[${index + 1}/${chosen.length}]`));
  const { passed, failed } = sum(results.map(({ tally }) => tally));
  console.log(`\n${results.map(summary).join('\n')}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
