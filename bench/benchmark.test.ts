import { aimAtLeast, aimBelow, spreadOf } from './benchmark.ts';
import { tableOf } from './table.ts';

it('finds the middle of an odd and of an even number of runs', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ min: 1, median: 2.5, max: 4 });
  expect(() => spreadOf([])).toThrow('Nothing was measured.');
});

it('holds an aim only when the slowest run does', () => {
  const row = { name: 'start', unit: 's', values: [2, 9.5, 3] };
  expect(aimBelow(row, 10)).toEqual({ name: 'start', unit: 's', value: 9.5, aim: 10, holds: true });
  expect(aimBelow(row, 9).holds).toBe(false);
});

it('holds an aim to be reached only when the smallest value reaches it', () => {
  const row = { name: 'ratio', unit: 'times', values: [2.5, 2, 3] };
  expect(aimAtLeast(row, 2)).toEqual({ name: 'ratio', unit: 'times', value: 2, aim: 2, holds: true });
  expect(aimAtLeast(row, 2.1).holds).toBe(false);
});

it('shows what was measured and which aims were missed', () => {
  const row = { name: 'start', unit: 's', values: [2, 9.5, 3] };
  const table = tableOf({ rows: [row], aims: [aimBelow(row, 10), aimBelow({ ...row, name: 'again' }, 9)] });
  expect(table).toMatch(/start +s +3 +2\.00 +3\.00 +9\.50/);
  expect(table).toMatch(/start +s +9\.50 +10\.00 +holds/);
  expect(table).toMatch(/again +s +9\.50 +9\.00 +MISSED/);
});
