import { aimAtLeast, type Aim, type Report, type Row } from '../benchmark.ts';
import { called, contenders, type Contender, type Peer, type Sharing } from './gateways.ts';
import { questions, type Question } from './graph.ts';
import type { Compared } from './measure-round.ts';
import type { Measured } from './measure.ts';

/** What every gateway did with every question, one after the other. */
export type Round = ReadonlyMap<Contender, ReadonlyMap<Question, Compared>>;

interface Promised {
  readonly question: string;
  readonly sharing: Sharing;
  readonly peer: Peer;
  readonly timesMin: number;
}

const promised: readonly Promised[] = [
  { question: 'Deep query', sharing: 'off', peer: 'hiveRust', timesMin: 3 },
  { question: 'Deep query', sharing: 'off', peer: 'stock', timesMin: 8 },
  { question: 'Small query', sharing: 'off', peer: 'stock', timesMin: 10 },
  { question: 'Deep query', sharing: 'on', peer: 'hiveRust', timesMin: 3 },
];

const units = [
  ['per CPU-second', 'requests', (measured: Measured) => measured.perCpuSecond],
  ['median', 'ms', (measured: Measured) => measured.p50Ms],
  ['p99', 'ms', (measured: Measured) => measured.p99Ms],
  ['memory after it', 'MB', (measured: Measured) => measured.megabytes],
  ['fetches for an answer', 'fetches', (measured: Measured) => measured.fetches],
] as const;

function measuredIn(round: Round, contender: Contender | undefined, question: Question): Compared {
  const measured = contender && round.get(contender)?.get(question);
  if (!measured) throw new Error(`${question.name} was not measured`);
  return measured;
}

/** All that one gateway did with a question. */
function rowsOf(rounds: readonly Round[], contender: Contender, question: Question): Row[] {
  const { who, sharing } = contender;
  return units.map(([measure, unit, of]) => ({
    name: `${question.name}, sharing ${sharing}, ${measure}: ${called[who]}`,
    unit,
    values: rounds.map((round) => of(measuredIn(round, contender, question))),
  }));
}

const isOurs = ({ who }: Contender): boolean => who === 'ours';
const isBound = ({ who }: Contender): boolean => who === 'bound';

/** How many times the requests of a peer ours answers with a CPU-second, right before and after it, in each round. */
function ratioOf(rounds: readonly Round[], peer: Contender, question: Question): Row {
  return {
    name: `${question.name}, sharing ${peer.sharing}: times ${called[peer.who]}`,
    unit: 'times',
    values: rounds.map((round) => {
      const { oursPerCpuSecond, perCpuSecond } = measuredIn(round, peer, question);
      return oursPerCpuSecond / perCpuSecond;
    }),
  };
}

/** How many times the requests of a peer the bound answers with a CPU-second, in each round. */
function boundRatioOf(rounds: readonly Round[], peer: Contender, question: Question): Row {
  const bound = contenders.find((each) => isBound(each) && each.sharing === peer.sharing);
  return {
    name: `${question.name}, sharing ${peer.sharing}: the bound, times ${called[peer.who]}`,
    unit: 'times',
    values: rounds.map(
      (round) =>
        measuredIn(round, bound, question).perCpuSecond / measuredIn(round, peer, question).perCpuSecond,
    ),
  };
}

/** All that was measured, with the aims it is held against. */
export function reportOf(rounds: readonly Round[]): Report {
  const all = questions.flatMap((question) => contenders.map((contender) => ({ question, contender })));
  const measured = all.flatMap(({ question, contender }) => rowsOf(rounds, contender, question));
  const compared = all
    .filter(({ contender }) => contender.who !== 'ours')
    .map((each) => ({ ...each, row: ratioOf(rounds, each.contender, each.question) }));
  const aims = promised.map(({ question: name, sharing, peer, timesMin }): Aim => {
    const found = compared.find(
      ({ question, contender }) =>
        question.name === name && contender.who === peer && contender.sharing === sharing,
    );
    if (!found) throw new Error(`${called[peer]} is not measured with sharing ${sharing}`);
    return aimAtLeast(found.row, timesMin);
  });
  // How much more there could be at the very most.
  const bounds = all
    .filter(({ contender }) => contender.sharing === 'off' && !isOurs(contender) && !isBound(contender))
    .map(({ contender, question }) => boundRatioOf(rounds, contender, question));
  return { rows: [...measured, ...compared.map(({ row }) => row), ...bounds], aims };
}
