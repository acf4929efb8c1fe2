import { runFuzz } from '../testing/fuzz/run-fuzz.ts';
import { readFuzzSettings } from '../testing/fuzz/settings.ts';

const timeMaxMs = 900_000;
const { seed, casesCount } = readFuzzSettings();

it(
  `answers ${casesCount} drawn questions as the stock executor does, but for what is listed (PAYLOOM_FUZZ_SEED=${seed})`,
  async () => {
    const report = await runFuzz(seed, casesCount);
    console.info({ seed, ...report, met: Object.fromEntries(report.met) });
    if (report.found !== null)
      throw new Error(`PAYLOOM_FUZZ_SEED=${seed} finds a difference:\n${report.found}`);
    expect(report.cases).toBe(casesCount);
    // A drawn question that nothing answers shows nothing.
    expect(report.answered).toBeGreaterThan(casesCount / 2);
    expect(report.broken).toBeGreaterThan(casesCount / 3);
    expect(report.met.get('unplanned') ?? 0).toBeLessThan(casesCount / 20);
    expect(report.notComposed).toBeLessThan(report.graphs / 4 + 3);
  },
  timeMaxMs,
);
