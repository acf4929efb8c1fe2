import { setTimeout as delay } from 'node:timers/promises';
import { envelopeSchema, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { connect } from 'amqplib';
import { z } from 'zod';
import type { Evidence } from './evidence.ts';
import type { Platform, Subgraph } from './platform.ts';
import type { Report } from './report.ts';
import { untilQuiet } from './until-quiet.ts';

/** Collects every event; nobody consumes it, for there is no gateway. */
const everythingQueue = 'gateway.live.deliver';
/** RabbitMQ counts the messages of a quorum queue every five seconds: what `rabbitmqctl` says may be as old as that. */
const quietMsMin = 7_000;
/** More than all queues can hold. */
const queuedMax = 10_000_000;
const readMsMax = 60_000;

type LeftOver = Evidence['leftOver'][number];

const queuesSchema = z.array(z.object({ name: z.string(), messages: z.number() }));

/** How many messages stand in each queue, those under way included. */
export async function countMessages({ rabbitMq }: Platform): Promise<Map<string, number>> {
  const listed = await rabbitMq.ctl('--silent', 'list_queues', 'name', 'messages', '--formatter', 'json');
  return new Map(queuesSchema.parse(JSON.parse(listed)).map(({ name, messages }) => [name, messages]));
}

async function countRows(platform: Platform, subgraph: Subgraph, from: string): Promise<number> {
  return platform.query(subgraph, async (database) => {
    const { rows } = await database.query<{ count: number }>(`select count(*)::int as count from ${from}`);
    return rows[0]?.count ?? 0;
  });
}

/** Queues of consumers that take part; dead letters stand in theirs until they are collected. */
const isWatched = (queue: string): boolean =>
  /^(payments|admin|auth)\./.test(queue) || queue.startsWith('payloom.') || queue.endsWith('.dead');

const inDatabases: readonly { subgraph: Subgraph; from: string; place: string }[] = [
  { subgraph: 'payments', from: 'outbox', place: 'the outbox of payments' },
  { subgraph: 'admin', from: 'outbox', place: 'the outbox of admin' },
  { subgraph: 'auth', from: 'outbox', place: 'the outbox of auth' },
  {
    subgraph: 'auth',
    from: "queued_mails where next_attempt_at <= now() + interval '5 minutes'",
    place: 'mails that are due',
  },
  {
    subgraph: 'payments',
    from: `payment where status in ('PENDING', 'PROCESSING')`,
    place: 'payments under way',
  },
];

/** What is not handled yet, and where. The queues are looked at last and not always: `rabbitmqctl` takes long. */
async function readLeftOver(platform: Platform): Promise<LeftOver[]> {
  const counted = inDatabases.map(async ({ subgraph, from, place }) => ({
    place,
    count: await countRows(platform, subgraph, from),
  }));
  const left = (await Promise.all(counted)).filter(({ count }) => count > 0);
  if (left.length > 0) return left;
  return [...(await countMessages(platform))]
    .filter(([name, count]) => isWatched(name) && count > 0)
    .map(([place, count]) => ({ place, count }));
}

/** What stands in the queues is looked at once the databases are done. */
const amountOf = (left: readonly LeftOver[]): number => {
  const isInDatabases = inDatabases.some(({ place }) => place === left[0]?.place);
  return left.reduce((total, { count }) => total + count, isInDatabases ? queuedMax : 0);
};

/** Resolves when nothing is left to be handled anywhere, or with what is left when that does not become less. */
export function untilAllIsHandled(platform: Platform, report: Report): Promise<LeftOver[]> {
  return untilQuiet({ readLeftOver: () => readLeftOver(platform), amountOf, quietMsMin }, report);
}

/** Takes the messages of a queue, oldest first. */
async function drain(platform: Platform, queue: string, count: number): Promise<EventEnvelope[]> {
  if (count === 0) return [];
  const connection = await connect(platform.rabbitMq.url);
  try {
    const channel = await connection.createChannel();
    const events: EventEnvelope[] = [];
    const all = Promise.withResolvers<void>();
    const take = (content: Buffer) => {
      events.push(envelopeSchema.parse(JSON.parse(content.toString('utf8'))));
      if (events.length === count) all.resolve();
    };
    await channel.consume(queue, (message) => message && take(message.content), { noAck: true });
    const timeout = new AbortController();
    const tooLong = delay(readMsMax, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([all.promise, tooLong]);
    timeout.abort();
    return events;
  } finally {
    await connection.close();
  }
}

/** Takes what came to the queue that collects everything since it was taken last. */
export async function drainEverything(platform: Platform): Promise<EventEnvelope[]> {
  const counts = await countMessages(platform);
  return drain(platform, everythingQueue, counts.get(everythingQueue) ?? 0);
}

/** Takes the dead letters that nobody has collected. */
export async function drainDeadQueues(
  platform: Platform,
): Promise<{ queue: string; eventId: string; place: string }[]> {
  const letters = [];
  for (const [place, count] of await countMessages(platform)) {
    if (!place.endsWith('.dead')) continue;
    const queue = place.slice(0, -'.dead'.length);
    for (const { id } of await drain(platform, place, count)) letters.push({ queue, eventId: id, place });
  }
  return letters;
}
