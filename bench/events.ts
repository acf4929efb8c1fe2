import { createEvent } from '@payloom/event-contracts/catalogue';
import { aimAtLeast, aimBelow, type Benchmark, type Row } from './benchmark.ts';
import { latencyOf, throughputOf, type Load } from './events/load.ts';
import { outboxToInbox, publishToInbox } from './events/outbox-to-inbox.ts';
import { publishBare, relayBacklog } from './events/publishing.ts';
import { makePaymentEvents, openStage, type Stage } from './events/stage.ts';
import { openOurPath, openPublishAfterCommit } from './events/whole-path.ts';

const rounds = 5;
const backlogEvents = 20_000;
const pathEvents = 6_000;
/** Requests that a service works on at the same time: one, as many as a quiet one has, and more than it has connections. */
const loads = {
  one: { count: 800, requestsCount: 1 },
  eight: { count: 3_000, requestsCount: 8 },
  many: { count: 3_000, requestsCount: 32 },
};
const steady = { perSecond: 500, seconds: 8 };

type Figures = Record<keyof typeof names, number>;

const names = {
  bare: 'amqplib alone, confirmed batches: the bound',
  relay: 'the relay, from a full outbox',
  relayRatio: 'relay to bound',
  path: 'outbox to inbox, from a full outbox',
  after: 'published with a confirm each, a transaction each',
  pathRatio: 'outbox to inbox, to a confirm and a transaction each',
  oneRatio: 'change to effect, ours to publish after commit, 1 request at a time',
  eightRatio: 'change to effect, ours to publish after commit, 8 at a time',
  manyRatio: 'change to effect, ours to publish after commit, 32 at a time',
  p50: 'commit to effect at 500/s, median',
  p99: 'commit to effect at 500/s, p99',
  afterP50: 'publish after commit at 500/s, median',
  afterP99: 'publish after commit at 500/s, p99',
} as const;

const unitOf = (name: keyof Figures): string => {
  if (/Ratio$/.test(name)) return 'times';
  return /p\d\d$/i.test(name) ? 'ms' : 'events/s';
};

async function measure(stage: Stage): Promise<Figures> {
  const backlog = makePaymentEvents(backlogEvents).map((event) => createEvent(event));
  await stage.clear();
  const bare = await publishBare(stage, backlog);
  await stage.clear();
  const relay = await relayBacklog(stage, backlog);
  await stage.clear();
  const path = await outboxToInbox(stage, backlog.slice(0, pathEvents));
  await stage.clear();
  const after = await publishToInbox(stage, backlog.slice(0, pathEvents));
  const ratioAt = async (load: Load) =>
    (await throughputOf(stage, openOurPath, load)) /
    (await throughputOf(stage, openPublishAfterCommit, load));
  const oneRatio = await ratioAt(loads.one);
  const eightRatio = await ratioAt(loads.eight);
  const manyRatio = await ratioAt(loads.many);
  const ours = await latencyOf(stage, openOurPath, steady);
  const theirs = await latencyOf(stage, openPublishAfterCommit, steady);
  return {
    ...{ bare, relay, relayRatio: relay / bare, path, after, pathRatio: path / after },
    ...{ oneRatio, eightRatio, manyRatio },
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
