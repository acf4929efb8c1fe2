import { z } from 'zod';

/** How many checks of one part held. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What held only at the second try, by title: passed, and to be looked into. */
  readonly flaky?: readonly string[];
}

export const nothing: Tally = { passed: 0, failed: 0 };
export const one = (held: boolean): Tally => (held ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    nothing,
  );
}

const jestSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
});

/** Counts Jest's `--json`; a file that could not even be loaded counts as one failure. */
export function tallyJest(report: unknown): Tally {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = jestSchema.parse(report);
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

const specSchema = z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) });

const suiteSchema = z.object({
  specs: z.array(specSchema).default([]),
  get suites() {
    return z.array(suiteSchema).default([]);
  },
});

type Suite = z.infer<typeof suiteSchema>;

const playwrightSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  suites: z.array(suiteSchema).default([]),
  errors: z.array(z.unknown()).default([]),
});

function flakyTitles({ specs, suites }: Suite): string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ title }) => title), ...suites.flatMap(flakyTitles)];
}

/** Counts Playwright's JSON report. A story that held only at the second try has passed, and is named. */
export function tallyPlaywright(report: unknown): Tally {
  const { stats, suites, errors } = playwrightSchema.parse(report);
  const flaky = suites.flatMap(flakyTitles);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    ...(flaky.length > 0 ? { flaky } : {}),
  };
}
