import { sum, tallyJest, tallyPlaywright } from './tally.ts';

it("counts Jest's tests, and files that do not load as failures", () => {
  const report = { numPassedTests: 12, numFailedTests: 1, numRuntimeErrorTestSuites: 2, numTotalTests: 13 };
  expect(tallyJest(report)).toEqual({ passed: 12, failed: 3 });
});

it("counts Playwright's stories, and errors outside of stories as failures", () => {
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 2 },
    errors: [{ message: 'no app' }],
  };
  expect(tallyPlaywright(report)).toEqual({ passed: 5, failed: 2 });
});

it('names a story that held only at the second try', () => {
  const held = { title: 'a payment arrives', tests: [{ status: 'expected' }] };
  const flaky = { title: 'a phone follows', tests: [{ status: 'flaky' }] };
  const report = {
    stats: { expected: 1, unexpected: 0, flaky: 1 },
    suites: [{ specs: [held], suites: [{ specs: [flaky] }] }],
  };
  expect(tallyPlaywright(report)).toEqual({ passed: 2, failed: 0, flaky: ['a phone follows'] });
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
