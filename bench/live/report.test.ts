import type { Delivered } from './deliveries.ts';
import { reportOf, type Measured, type MemoryRound, type Round } from './report.ts';

const delivered = (perCpuSecond: number, p99Ms = 20): Delivered => ({
  perCpuSecond,
  p50Ms: 5,
  p99Ms,
  brokerP50Ms: 1,
  brokerP99Ms: 2,
});

const measured = (perCpuSecond: number, requestsOfMost = 2): Measured => ({
  toAll: delivered(perCpuSecond),
  toOne: { slow: delivered(perCpuSecond), quick: delivered(perCpuSecond, 120) },
  cost: new Map([
    [1, 2],
    [10, 2],
    [100, 2],
    [1_000, requestsOfMost],
  ]),
});

const memoryOf = (kilobytes: number): MemoryRound['ours'] => ({
  kilobytes: new Map([
    [1_000, kilobytes],
    [5_000, 20],
    [10_000, 20],
  ]),
  withGarbage: 30,
});

const round = (ours: Measured): Round => ({ ours, hive: measured(100), bound: 50_000 });
const memoryRounds = [20, 26].map((kilobytes) => ({ ours: memoryOf(kilobytes), hive: memoryOf(40) }));

function aimsOf(rounds: readonly Round[]): Map<string, { value: number; holds: boolean }> {
  const { aims } = reportOf(rounds, memoryRounds);
  return new Map(aims.map(({ name, value, holds }) => [name, { value, holds }]));
}

it('holds the aims against the worst round', () => {
  const aims = aimsOf([round(measured(900)), round(measured(490, 4))]);
  expect(aims.get('a subscribed socket of 1,000: ours')).toEqual({ value: 26, holds: false });
  expect(aims.get('a subscribed socket of 10,000: ours')).toEqual({ value: 20, holds: true });
  expect(aims.get('deliveries, an event to 1,000 sockets: ours to Hive Gateway')).toEqual({
    value: 4.9,
    holds: false,
  });
  expect(aims.get('commit to client at 100 events/s, p99: ours')).toEqual({ value: 20, holds: true });
  expect(aims.get('commit to client at 1,000 events/s, p99: ours')).toEqual({ value: 120, holds: false });
  expect(aims.get('subgraph requests for an event to 1,000, to those for 1: ours')).toEqual({
    value: 2,
    holds: false,
  });
});

it('has a figure of each round in every row', () => {
  const { rows } = reportOf([round(measured(900)), round(measured(800))], memoryRounds);
  for (const { name, values } of rows)
    expect([name, values.filter(Number.isFinite).length]).toEqual([name, 2]);
});
