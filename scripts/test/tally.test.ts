import { sum, tallyJest, tallyPlaywright } from './tally.ts';

it("counts Jest's tests, and files that do not load as failures", () => {
  const report = { numPassedTests: 12, numFailedTests: 1, numRuntimeErrorTestSuites: 2, numTotalTests: 13 };
  expect(tallyJest(report)).toEqual({ passed: 12, failed: 3 });
});

it("counts Playwright's stories, flaky ones and errors outside of stories as failures", () => {
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: 'no app' }],
  };
  expect(tallyPlaywright(report)).toEqual({ passed: 5, failed: 3 });
});

it('does not take a broken report for a passed one', () => {
  expect(() => tallyJest({})).toThrow(/numPassedTests/);
  expect(() => tallyPlaywright({ stats: {} })).toThrow(/expected/);
});

it('sums parts', () => {
  expect(
    sum([
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ]),
  ).toEqual({ passed: 5, failed: 1 });
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
});
