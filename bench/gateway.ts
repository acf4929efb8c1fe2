import type { Benchmark } from './benchmark.ts';
import { checkAnswers } from './gateway/answers.ts';
import { called, contenders, startGateway, type Contender } from './gateway/gateways.ts';
import { questions, type Question } from './gateway/graph.ts';
import { writeKnown } from './gateway/known.ts';
import { measureInTurn, type Compared } from './gateway/measure-round.ts';
import { measure, warmUp, type Asked } from './gateway/measure.ts';
import { reportOf, type Round } from './gateway/report.ts';
import { openStage, type Stage } from './gateway/stage.ts';

const roundsCount = 5;

type Say = (line: string) => void;

/** Starts all gateways, to be measured in turn, each warmed up by everything that it will be asked. */
async function startAll(
  stage: Stage,
  opened: AsyncDisposableStack,
  say: Say,
): Promise<Map<Contender, Asked>> {
  const started = new Map<Contender, Asked>();
  let knownPath = '';
  for (const contender of contenders) {
    const gateway = opened.adopt(await startGateway(contender, stage, knownPath), (each) =>
      each.process.stop(),
    );
    const asked = { gateway, answers: await checkAnswers(stage, gateway) };
    started.set(contender, asked);
    // Ours is the first.
    knownPath ||= await writeKnown(stage, asked);
  }
  say('all gateways answer the same, which is right');
  for (const asked of started.values())
    for (const question of questions) await warmUp(stage, asked, question);
  return started;
}

/** Beginning with another one each time. */
function rotated<Each>(all: readonly Each[], number: number): Each[] {
  const start = number % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}

/** Each gateway with each question, and not always the same one first. */
async function measureRound(
  stage: Stage,
  started: ReadonlyMap<Contender, Asked>,
  number: number,
): Promise<Round> {
  const round = new Map<Contender, Map<Question, Compared>>();
  for (const question of questions)
    for (const sharing of rotated(['off', 'on'] as const, number)) {
      const [ours, ...peers] = contenders.filter((each) => each.sharing === sharing);
      if (!ours) throw new Error(`Nobody is measured with sharing ${sharing}`);
      const compared = await measureInTurn(ours, rotated(peers, number), async (contender) => {
        const asked = started.get(contender);
        if (!asked) throw new Error(`${called[contender.who]} was not started`);
        return measure(stage, asked, question);
      });
      for (const [contender, measured] of compared) {
        const known = round.get(contender) ?? new Map<Question, Compared>();
        round.set(contender, known.set(question, measured));
      }
    }
  return round;
}

function sayRound(say: Say, round: Round, number: number): void {
  for (const [{ who, sharing }, measured] of round) {
    const shown = [...measured].map(
      ([{ name }, { perCpuSecond, p99Ms }]) =>
        `${name} ${perCpuSecond.toFixed(0)}/CPU-s, p99 ${p99Ms.toFixed(0)} ms`,
    );
    say(`round ${number}, sharing ${sharing}, ${called[who]}: ${shown.join('; ')}`);
  }
}

const benchmark: Benchmark = {
  title: 'Requests per CPU-second of the gateway, beside its peers',
  run: async (say) => {
    await using opened = new AsyncDisposableStack();
    const stage = await openStage(opened);
    const started = await startAll(stage, opened, say);
    const rounds: Round[] = [];
    for (let number = 1; number <= roundsCount; number += 1) {
      const round = await measureRound(stage, started, number);
      rounds.push(round);
      sayRound(say, round, number);
    }
    return reportOf(rounds);
  },
};

export default benchmark;
