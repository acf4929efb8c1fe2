import { setTimeout as delay } from 'node:timers/promises';
import { envelopeSchema, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { connect } from 'amqplib';
import { z } from 'zod';
import type { Evidence } from './evidence.ts';
import type { Platform, Subgraph } from './platform.ts';
import type { Report } from './report.ts';

/** Collects every event; nobody consumes it, for there is no gateway. */
const everythingQueue = 'gateway.live.deliver';
const quietMsMax = 120_000;
const pollMs = 500;
const tellEveryMs = 5_000;
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
  /^(payments|admin)\./.test(queue) || queue.startsWith('payloom.') || queue.endsWith('.dead');

/** What is not handled yet, and where. */
export async function readLeftOver(platform: Platform): Promise<LeftOver[]> {
  const outboxes = ['payments', 'admin'] as const;
  const counts = await Promise.all(outboxes.map((subgraph) => countRows(platform, subgraph, 'outbox')));
  const underWay = `payment where status in ('PENDING', 'PROCESSING')`;
  const messages = [...(await countMessages(platform))].filter(([name]) => isWatched(name));
  return [
    ...outboxes.map((subgraph, index) => ({ place: `the outbox of ${subgraph}`, count: counts[index] ?? 0 })),
    { place: 'payments under way', count: await countRows(platform, 'payments', underWay) },
    ...messages.map(([place, count]) => ({ place, count })),
  ].filter(({ count }) => count > 0);
}

/**
 * Resolves when nothing moves any more: looked at twice, for an event is in no place on its way from one to the next.
 * Resolves with what is left when that takes too long.
 */
export async function untilQuiet(platform: Platform, report: Report): Promise<LeftOver[]> {
  const deadlineMs = Date.now() + quietMsMax;
  let quietTimes = 0;
  let toldAtMs = Date.now();
  for (;;) {
    const left = await readLeftOver(platform);
    quietTimes = left.length === 0 ? quietTimes + 1 : 0;
    if (quietTimes === 2 || Date.now() > deadlineMs) return left;
    if (Date.now() - toldAtMs > tellEveryMs) {
      toldAtMs = Date.now();
      report.say(`still ${left.map(({ place, count }) => `${count} in ${place}`).join(', ')}`);
    }
    await delay(pollMs);
  }
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
