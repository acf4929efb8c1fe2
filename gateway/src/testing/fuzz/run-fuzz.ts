import { randomOf, type Random } from '@payloom/testkit/random';
import { generateFaults } from './faults.ts';
import { Alone, describeCase, opened, runCase, type FuzzCase } from './fuzz-case.ts';
import { generateModel } from './generate-model.ts';
import { generateOperation } from './generate-operation.ts';
import type { World } from './world.ts';
import { shrink } from './shrink.ts';

const casesPerGraphMax = 40;

/** What a run came to. */
export interface FuzzReport {
  /** Cases in which both were asked. */
  cases: number;
  graphs: number;
  /** Graphs that do not compose. */
  notComposed: number;
  /** Cases whose answer had data. */
  answered: number;
  /** Cases with faults. */
  broken: number;
  /** How often each listed difference was met; `unplanned` where the stock planner fails. */
  readonly met: Map<string, number>;
  /** The first case that differs, as small as it can be. */
  found: string | null;
}

/** Asks both executors so many questions, which the seed decides, and stops at the first difference that is not listed. */
export async function runFuzz(seed: number, casesCount: number): Promise<FuzzReport> {
  const report: FuzzReport = {
    cases: 0,
    graphs: 0,
    notComposed: 0,
    answered: 0,
    broken: 0,
    met: new Map(),
    found: null,
  };
  for (let graph = 0; report.cases < casesCount && report.found === null; graph += 1) {
    const random = randomOf(seed + graph);
    const model = generateModel(random);
    const world = opened(model);
    if (!world) {
      report.notComposed += 1;
      continue;
    }
    report.graphs += 1;
    try {
      const most = Math.min(casesPerGraphMax, casesCount - report.cases);
      for (let each = 0; each < most && report.found === null; each += 1) {
        await runOne(report, world, random, model);
      }
    } finally {
      await world.stop();
    }
  }
  return report;
}

async function runOne(
  report: FuzzReport,
  world: World,
  random: Random,
  model: FuzzCase['model'],
): Promise<void> {
  const operation = generateOperation(random, world.graph.apiSchema);
  const fuzzCase = { model, salt: random.int(0, 1_000_000), faults: generateFaults(random, model) };
  if (!operation) return;
  report.cases += 1;
  const outcome = await runCase(world, { ...fuzzCase, operation });
  if (outcome.ours.result.data) report.answered += 1;
  if (fuzzCase.faults.length > 0) report.broken += 1;
  for (const name of outcome.met) report.met.set(name, (report.met.get(name) ?? 0) + 1);
  if (outcome.difference !== null)
    report.found = await smallest({ ...fuzzCase, operation }, outcome.difference);
}

/** Places vary as a case shrinks; the kind of difference stays. */
const kindOf = (difference: string | null | undefined): string | undefined =>
  difference?.replace(/\[.*/s, '');

async function smallest(fuzzCase: FuzzCase, difference: string): Promise<string> {
  const alone = new Alone();
  try {
    const small = await shrink(
      fuzzCase,
      async (candidate) => kindOf((await alone.run(candidate))?.difference) === kindOf(difference),
    );
    const outcome = await alone.run(small);
    return outcome ? describeCase(small, outcome) : difference;
  } finally {
    await alone.stop();
  }
}
