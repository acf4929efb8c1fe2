import type { Benchmark } from './benchmark.ts';
import { compareAnswers } from './live/answers.ts';
import { deliverToAll, deliverToOneEach, sendToAll, socketsCount } from './live/deliveries.ts';
import { startHive, startOurs, type StartedGateway } from './live/gateways.ts';
import { hydrationCost } from './live/hydration-cost.ts';
import { reportOf, type Measured, type MemoryRound, type Round } from './live/report.ts';
import { socketCounts, socketMemory } from './live/socket-memory.ts';
import { openStage, type Stage } from './live/stage.ts';

const roundsCount = 3;
const memoryRoundsCount = 3;

type Say = (line: string) => void;
type Start = (stage: Stage) => Promise<StartedGateway>;

/** Measures a gateway that has just started, so that no round has anything of another. */
async function withGateway<Value>(
  stage: Stage,
  start: Start,
  measure: (stage: Stage, gateway: StartedGateway) => Promise<Value>,
): Promise<Value> {
  const gateway = await start(stage);
  try {
    return await measure(stage, gateway);
  } finally {
    await gateway.stop();
  }
}

/** Both, one after the other, and not always the same one first. */
async function inTurn<Value>(
  stage: Stage,
  round: number,
  measure: (stage: Stage, gateway: StartedGateway) => Promise<Value>,
): Promise<{ ours: Value; hive: Value }> {
  if (round % 2 === 0) {
    const hive = await withGateway(stage, startHive, measure);
    return { ours: await withGateway(stage, startOurs, measure), hive };
  }
  const ours = await withGateway(stage, startOurs, measure);
  return { ours, hive: await withGateway(stage, startHive, measure) };
}

const measureGateway = async (stage: Stage, gateway: StartedGateway): Promise<Measured> => ({
  toAll: await deliverToAll(stage, gateway),
  toOne: await deliverToOneEach(stage, gateway),
  cost: await hydrationCost(stage, gateway),
});

async function measureRounds(stage: Stage, update: unknown, say: Say): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let number = 1; number <= roundsCount; number += 1) {
    const { ours, hive } = await inTurn(stage, number, measureGateway);
    rounds.push({ ours, hive, bound: await sendToAll(stage, update) });
    const ratio = (ours.toAll.perCpuSecond / hive.toAll.perCpuSecond).toFixed(1);
    const singleRatio = (ours.toOne.quick.perCpuSecond / hive.toOne.quick.perCpuSecond).toFixed(1);
    const { slow, quick } = ours.toOne;
    const waits = `p99 at 100 and 1,000 events/s ${slow.p99Ms.toFixed(0)} and ${quick.p99Ms.toFixed(0)} ms`;
    say(
      `round ${number}: ${ratio} and ${singleRatio} times Hive Gateway's deliveries per CPU-second; ${waits}`,
    );
  }
  return rounds;
}

async function measureMemory(stage: Stage, say: Say): Promise<MemoryRound[]> {
  const rounds: MemoryRound[] = [];
  for (let number = 1; number <= memoryRoundsCount; number += 1) {
    const round = await inTurn(stage, number, socketMemory);
    rounds.push(round);
    const shown = [...round.ours.kilobytes].map(
      ([count, kilobytes]) => `${kilobytes.toFixed(1)} of ${count}`,
    );
    say(`memory ${number}: kB a socket ${shown.join(', ')}`);
  }
  return rounds;
}

const benchmark: Benchmark = {
  title: 'Live updates: sockets, deliveries and their delay, beside Hive Gateway',
  run: async (say) => {
    const stage = await openStage({ administrators: socketsCount, payers: Math.max(...socketCounts) });
    try {
      const update = await compareAnswers(stage);
      say('both gateways tell the same');
      const memoryRounds = await measureMemory(stage, say);
      return reportOf(await measureRounds(stage, update, say), memoryRounds);
    } finally {
      await stage.close();
    }
  },
};

export default benchmark;
