import { aimAtLeast, aimBelow, type Aim, type Report, type Row } from '../benchmark.ts';
import { socketsCount, type Delivered, type DeliveredToOne } from './deliveries.ts';
import { subscriberCounts, type HydrationCost } from './hydration-cost.ts';
import { socketCounts, type SocketMemory } from './socket-memory.ts';

const kilobytesMax = 25;
const deliveriesRatioMin = 5;
const p99MsMax = 100;
/** Somebody late may cost another request, but not each one. */
const hydrationRatioMax = 1.5;

/** What a gateway did in a round. */
export interface Measured {
  readonly toAll: Delivered;
  readonly toOne: DeliveredToOne;
  readonly cost: HydrationCost;
}

export interface Round {
  readonly ours: Measured;
  readonly hive: Measured;
  /** Deliveries per CPU-second of `ws` alone. */
  readonly bound: number;
}

export interface MemoryRound {
  readonly ours: SocketMemory;
  readonly hive: SocketMemory;
}

interface Part {
  readonly rows: readonly Row[];
  readonly aims: readonly Aim[];
}

type Gateway = 'ours' | 'hive';
const gateways: readonly Gateway[] = ['ours', 'hive'];
const called: Readonly<Record<Gateway, string>> = { ours: 'ours', hive: 'Hive Gateway' };

const grouped = (count: number): string => count.toLocaleString('en');

const rowOf = <Measure>(
  all: readonly Measure[],
  [name, unit]: readonly [name: string, unit: string],
  of: (measure: Measure) => number,
): Row => ({ name, unit, values: all.map(of) });

/** Both gateways beside each other, and the one to the other in each round. */
function besideEachOther(all: readonly Round[], name: string, of: (measured: Measured) => Delivered) {
  const each = gateways.map((gateway) =>
    rowOf(all, [`${name}: ${called[gateway]}`, 'per CPU-s'], (round) => of(round[gateway]).perCpuSecond),
  );
  const ratio = rowOf(
    all,
    [`${name}: ours to Hive Gateway`, 'times'],
    ({ ours, hive }) => of(ours).perCpuSecond / of(hive).perCpuSecond,
  );
  return { rows: [...each, ratio], ratio };
}

function deliveries(all: readonly Round[]): Part {
  const sockets = `${grouped(socketsCount)} sockets`;
  const name = `deliveries, an event to ${sockets}`;
  const bound = rowOf(all, [`${name}: ws alone, the bound`, 'per CPU-s'], (round) => round.bound);
  const toAll = besideEachOther(all, name, (measured) => measured.toAll);
  const toBound = rowOf(
    all,
    [`${name}: ours to the bound`, 'times'],
    (round) => round.ours.toAll.perCpuSecond / round.bound,
  );
  const one = `deliveries, an event to one of ${sockets}`;
  const slow = besideEachOther(all, `${one}, 100/s`, ({ toOne }) => toOne.slow);
  const quick = besideEachOther(all, `${one}, 1,000/s`, ({ toOne }) => toOne.quick);
  return {
    rows: [bound, ...toAll.rows, toBound, ...slow.rows, ...quick.rows],
    // Told, but no aim: at 100 a second neither gateway has much to do, and each event pays by itself for what many share.
    aims: [toAll, quick].map(({ ratio }) => aimAtLeast(ratio, deliveriesRatioMin)),
  };
}

function latencies(all: readonly Round[]): Part {
  const at = (rate: string, of: (measured: Measured) => Delivered) => {
    const name = `commit to client at ${rate} events/s`;
    const broker = `commit to a bare consumer of RabbitMQ, ${rate} events/s with ours`;
    const p99 = rowOf(all, [`${name}, p99: ours`, 'ms'], ({ ours }) => of(ours).p99Ms);
    return {
      p99,
      rows: [
        rowOf(all, [`${broker}, median`, 'ms'], ({ ours }) => of(ours).brokerP50Ms),
        rowOf(all, [`${broker}, p99`, 'ms'], ({ ours }) => of(ours).brokerP99Ms),
        rowOf(all, [`${name}, median: ours`, 'ms'], ({ ours }) => of(ours).p50Ms),
        p99,
        rowOf(all, [`${name}, median: Hive Gateway`, 'ms'], ({ hive }) => of(hive).p50Ms),
        rowOf(all, [`${name}, p99: Hive Gateway`, 'ms'], ({ hive }) => of(hive).p99Ms),
      ],
    };
  };
  const slow = at('100', ({ toOne }) => toOne.slow);
  const quick = at('1,000', ({ toOne }) => toOne.quick);
  return {
    rows: [...slow.rows, ...quick.rows],
    aims: [aimBelow(slow.p99, p99MsMax), aimBelow(quick.p99, p99MsMax)],
  };
}

function hydrations(all: readonly Round[]): Part {
  const costRow = (gateway: Gateway, count: number) =>
    rowOf(
      all,
      [`subgraph requests for an event to ${grouped(count)}: ${called[gateway]}`, 'requests'],
      (round) => round[gateway].cost.get(count) ?? Number.NaN,
    );
  const [fewest, most] = [subscriberCounts[0], subscriberCounts[subscriberCounts.length - 1] ?? 0];
  const ratio = rowOf(
    all,
    [`subgraph requests for an event to ${grouped(most)}, to those for ${fewest}: ours`, 'times'],
    ({ ours }) => (ours.cost.get(most) ?? Number.NaN) / (ours.cost.get(fewest) ?? Number.NaN),
  );
  const rows = gateways.flatMap((gateway) => subscriberCounts.map((count) => costRow(gateway, count)));
  return { rows: [...rows, ratio], aims: [aimBelow(ratio, hydrationRatioMax)] };
}

function memory(all: readonly MemoryRound[]): Part {
  const socketRow = (gateway: Gateway, count: number) =>
    rowOf(
      all,
      [`a subscribed socket of ${grouped(count)}: ${called[gateway]}`, 'kB'],
      (round) => round[gateway].kilobytes.get(count) ?? Number.NaN,
    );
  const ours = socketCounts.map((count) => socketRow('ours', count));
  const hive = socketCounts.map((count) => socketRow('hive', count));
  const most = grouped(socketCounts[socketCounts.length - 1] ?? 0);
  const withGarbage = gateways.map((gateway) =>
    rowOf(
      all,
      [`the same of ${most}, before garbage is collected: ${called[gateway]}`, 'kB'],
      (round) => round[gateway].withGarbage,
    ),
  );
  return { rows: [...ours, ...hive, ...withGarbage], aims: ours.map((row) => aimBelow(row, kilobytesMax)) };
}

/** All that was measured, with the aims it is held against. */
export function reportOf(rounds: readonly Round[], memoryRounds: readonly MemoryRound[]): Report {
  const parts = [memory(memoryRounds), deliveries(rounds), latencies(rounds), hydrations(rounds)];
  return { rows: parts.flatMap(({ rows }) => rows), aims: parts.flatMap(({ aims }) => aims) };
}
