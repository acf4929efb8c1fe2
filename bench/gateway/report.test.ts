import { contenders } from './gateways.ts';
import { questions } from './graph.ts';
import type { Compared } from './measure-round.ts';
import { reportOf, type Round } from './report.ts';

const measured = (perCpuSecond: number, oursPerCpuSecond: number): Compared => ({
  perCpuSecond,
  oursPerCpuSecond,
  p50Ms: 5,
  p99Ms: 20,
  megabytes: 100,
  fetches: 5,
});

/** A round in which ours answers so much, and each peer 100. */
const round = (ours: number): Round =>
  new Map(
    contenders.map((contender) => [
      contender,
      new Map(questions.map((question) => [question, measured(contender.who === 'ours' ? ours : 100, ours)])),
    ]),
  );

it('holds what we promise against the worst round', () => {
  const { aims } = reportOf([round(900), round(400), round(1_000)]);
  expect(aims.map(({ name, value, aim, holds }) => [name, value, aim, holds])).toEqual([
    ['Deep query, sharing off: times Hive with the Rust planner', 4, 3, true],
    ['Deep query, sharing off: times stock', 4, 8, false],
    ['Small query, sharing off: times stock', 4, 10, false],
    ['Deep query, sharing on: times Hive with the Rust planner', 4, 3, true],
  ]);
});

it('compares with each peer in each round, and tells memory and p99 of everyone', () => {
  const { rows } = reportOf([round(900), round(400)]);
  const valuesOf = (name: string) => rows.find((row) => row.name === name)?.values;
  expect(valuesOf('Small query, sharing off: times Mercurius')).toEqual([9, 4]);
  expect(valuesOf('Deep query, sharing on, p99: Hive with the JavaScript planner')).toEqual([20, 20]);
  expect(valuesOf('Deep query, sharing off, memory after it: stock')).toEqual([100, 100]);
});

it('tells how much more there could be at the very most', () => {
  const { rows } = reportOf([round(900)]);
  const valuesOf = (name: string) => rows.find((row) => row.name === name)?.values;
  expect(valuesOf('Small query, sharing off: times the bound')).toEqual([9]);
  expect(valuesOf('Small query, sharing off: the bound, times stock')).toEqual([1]);
  expect(valuesOf('Small query, sharing on: the bound, times Hive with the Rust planner')).toBeUndefined();
});

it('leaves nobody out', () => {
  const [left, ...others] = [...round(900)];
  expect(left).toBeDefined();
  expect(() => reportOf([new Map(others)])).toThrow('was not measured');
});
