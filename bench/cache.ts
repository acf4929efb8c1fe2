import { aimAtLeast, aimBelow, type Benchmark, type Report, type Row } from './benchmark.ts';
import { measureCrowd, readersCount, writersCount, type Round } from './cache/crowd.ts';
import { openStage } from './cache/stage.ts';
import { percentile } from './percentile.ts';

const roundsCount = 3;
const peopleCount = 200;
/** What travels for longer is told of by the alert `LiveUpdatesLate`. */
const ageMaxMs = 1_000;
const savedPercentMin = 50;

const lastOf = (values: readonly number[]): number => values.at(-1) ?? 0;
const orNone = (value: number): number => (Number.isNaN(value) ? 0 : value);

const row = (name: string, unit: string, values: readonly number[]): Row => ({ name, unit, values });

/** What was seen that was no longer so. */
function agesOf(on: readonly Round[], off: readonly Round[]): { oldest: Row; rows: Row[] } {
  const oldest = row(
    `the oldest state that one of ${readersCount} readers saw beside ${writersCount} writers, since it was replaced`,
    'ms',
    on.map(({ agesMs }) => lastOf(agesMs)),
  );
  const notKept = off.map(({ agesMs }) => lastOf(agesMs));
  const outOfDate = on.map(({ agesMs, sights }) => (100 * agesMs.length) / sights);
  const quantile = (part: number): Row =>
    row(
      `age of what was, p${part * 100}`,
      'ms',
      on.map(({ agesMs }) => orNone(percentile(agesMs, part))),
    );
  const rows = [
    oldest,
    row('the oldest state that was seen, not kept', 'ms', notKept),
    row('seen out of date', '%', outOfDate),
    quantile(0.5),
    quantile(0.99),
  ];
  return { oldest, rows };
}

/** What a read takes where answers are kept, and where they are not. */
function costsOf(on: readonly Round[], off: readonly Round[]): { saved: Row; rows: Row[] } {
  const both = (name: string, unit: string, value: (round: Round) => number): Row[] => [
    row(`${name}, kept`, unit, on.map(value)),
    row(`${name}, not kept`, unit, off.map(value)),
  ];
  const saved = row(
    'requests to the subgraph saved',
    '%',
    on.map((round, index) => 100 * (1 - round.requestsPerRead / (off[index]?.requestsPerRead ?? 1))),
  );
  const rows = [
    ...both('reads', 'reads', ({ reads }) => reads),
    saved,
    ...both('requests to the subgraph a read', 'requests', ({ requestsPerRead }) => requestsPerRead),
    ...both('CPU of the gateways a read', 'ms', ({ cpuMsPerRead }) => cpuMsPerRead),
    ...both('a read, p50', 'ms', ({ readMs }) => readMs.p50),
    ...both('a read, p99', 'ms', ({ readMs }) => readMs.p99),
  ];
  return { saved, rows };
}

function reportOf(on: readonly Round[], off: readonly Round[]): Report {
  const [ages, costs] = [agesOf(on, off), costsOf(on, off)];
  const written = on.map(({ writes }) => writes);
  const unseenByRound = on.map(({ ownUnseen }) => ownUnseen);
  const unseen = row(
    'writes that their writer did not see at the other gateway at once',
    'writes',
    unseenByRound,
  );
  return {
    rows: [...ages.rows, unseen, row('writes', 'writes', written), ...costs.rows],
    aims: [aimBelow(ages.oldest, ageMaxMs), aimBelow(unseen, 1), aimAtLeast(costs.saved, savedPercentMin)],
  };
}

const benchmark: Benchmark = {
  title: 'What the gateways keep: how old it is, and what it saves',
  run: async (say) => {
    const stage = await openStage(peopleCount);
    const rounds: Record<'on' | 'off', Round[]> = { on: [], off: [] };
    try {
      for (let number = 1; number <= roundsCount; number += 1) {
        for (const cache of number % 2 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
          const gateways = await stage.startGateways(cache);
          try {
            const round = await measureCrowd(stage, gateways);
            rounds[cache].push(round);
            say(
              `round ${number}, cache ${cache}: ${round.reads} reads, ${round.requestsPerRead.toFixed(2)} requests each, the oldest ${lastOf(round.agesMs).toFixed(1)} ms`,
            );
          } finally {
            await gateways.stop();
          }
        }
      }
      return reportOf(rounds.on, rounds.off);
    } finally {
      await stage.close();
    }
  },
};

export default benchmark;
