import { failingWords, periodHealth, periodWords, readyShare, type Period } from './health-words.ts';

const period = (readyCount: number, notReadyCount = 0, downCount = 0): Period => ({
  __typename: 'HealthPeriod',
  from: '2026-11-27T10:00:00.000Z',
  readyCount,
  notReadyCount,
  downCount,
});

test.each([
  [period(0), 'unknown', 'Not asked'],
  [period(5), 'ready', 'Ready all the time'],
  [period(5, 1), 'notReady', 'Ready 5 of 6 times, not ready 1'],
  [period(3, 1, 2), 'down', 'Ready 3 of 6 times, not ready 1, down 2'],
  [period(0, 0, 4), 'down', 'Down 4'],
])('%#: a period is told by the worst of it, and in words', (given, health, words) => {
  expect([periodHealth(given), periodWords(given)]).toEqual([health, words]);
});

test.each([
  [[], '–'],
  [[period(10)], '100 %'],
  [[period(9_999), period(0, 0, 1)], '99.9 %'],
  [[period(1), period(1, 1)], '66.6 %'],
])('%#: the share is never better than it was', (history, share) => {
  expect(readyShare(history)).toBe(share);
});

test('what fails is named where the service says it', () => {
  expect(failingWords(['database', 'broker'])).toBe('Its database and broker');
  expect(failingWords([])).toBe('Something it depends on');
});
