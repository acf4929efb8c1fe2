import { aimAtLeast, aimBelow, type Benchmark, type Row } from './benchmark.ts';
import { latencyOf, throughputOf } from './events/load.ts';
import { publishBare, relayBacklog } from './events/publishing.ts';
import { createEvent } from '@payloom/event-contracts/catalogue';
import { makePaymentEvents, openStage, type Stage } from './events/stage.ts';
import { openOurPath, openPublishAfterCommit } from './events/whole-path.ts';

const rounds = 5;
const backlogEvents = 20_000;
const pathEvents = 6_000;
const steady = { perSecond: 500, seconds: 8 };

type Figures = Record<keyof typeof names, number>;

const names = {
  bare: 'amqplib alone, confirmed batches: the bound',
  relay: 'the relay, from a full outbox',
  relayRatio: 'relay to bound',
  path: 'outbox to inbox',
  after: 'publish after commit',
  pathRatio: 'outbox to inbox, to publish after commit',
  p50: 'commit to effect at 500/s, median',
  p99: 'commit to effect at 500/s, p99',
  afterP50: 'publish after commit at 500/s, median',
  afterP99: 'publish after commit at 500/s, p99',
} as const;

const unitOf = (name: keyof Figures): string => {
  if (/ratio$/i.test(name)) return 'times';
  return /p\d\d$/i.test(name) ? 'ms' : 'events/s';
};

async function measure(stage: Stage): Promise<Figures> {
  const backlog = makePaymentEvents(backlogEvents).map((event) => createEvent(event));
  await stage.clear();
  const bare = await publishBare(stage, backlog);
  await stage.clear();
  const relay = await relayBacklog(stage, backlog);
  const path = await throughputOf(stage, openOurPath, pathEvents);
  const after = await throughputOf(stage, openPublishAfterCommit, pathEvents);
  const ours = await latencyOf(stage, openOurPath, steady);
  const theirs = await latencyOf(stage, openPublishAfterCommit, steady);
  return {
    ...{ bare, relay, relayRatio: relay / bare, path, after, pathRatio: path / after },
    ...{ p50: ours.p50Ms, p99: ours.p99Ms, afterP50: theirs.p50Ms, afterP99: theirs.p99Ms },
  };
}

const isName = (name: string): name is keyof Figures => name in names;

function rowsOf(all: readonly Figures[]): Record<keyof Figures, Row> {
  const rowOf = (name: keyof Figures): Row => ({
    name: names[name],
    unit: unitOf(name),
    values: all.map((figures) => figures[name]),
  });
  const keys = Object.keys(names).filter(isName);
  return Object.fromEntries(keys.map((name) => [name, rowOf(name)])) as Record<keyof Figures, Row>;
}

const benchmark: Benchmark = {
  title: 'From a commit to its effect: the outbox beside what RabbitMQ can take and what others do',
  run: async (say) => {
    const stage = await openStage();
    const all: Figures[] = [];
    try {
      await measure(stage);
      say('warmed up');
      for (let round = 1; round <= rounds; round += 1) {
        const figures = await measure(stage);
        all.push(figures);
        const { bare, relay, path, after, p99 } = figures;
        const shown = [bare, relay, path, after].map((value) => value.toFixed(0)).join(', ');
        say(`round ${round}: bound, relay, path, after commit ${shown} events/s; p99 ${p99.toFixed(1)} ms`);
      }
    } finally {
      await stage.close();
    }
    const rows = rowsOf(all);
    const aims = [aimAtLeast(rows.relayRatio, 0.8), aimAtLeast(rows.pathRatio, 2), aimBelow(rows.p99, 50)];
    return { rows: Object.values(rows), aims };
  },
};

export default benchmark;
