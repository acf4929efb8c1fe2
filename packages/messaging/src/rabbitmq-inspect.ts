import type { Channel } from 'amqplib';
import type { QueueState } from './broker.ts';
import { closeQuietly } from './rabbitmq-close.ts';
import type { RabbitMqConnection } from './rabbitmq-connection.ts';
import type { Holding } from './rabbitmq-consumer.ts';
import { callTheRoll } from './rabbitmq-roll-call.ts';
import { deadQueueOf, delayQueueOf } from './topology.ts';

const notFound = 404;

interface Ready {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly deadLetters: number;
  readonly hasConsumer: boolean;
}

/**
 * Looks at queues from any process. RabbitMQ counts what is ready to be delivered; what consumers hold, under way or
 * until it is tried again, they say themselves (see `RollCallAnswerer`). A consumer whose process hangs is missing.
 */
export async function inspectQueues(
  connection: RabbitMqConnection,
  rollCallExchange: string,
  queues: readonly string[],
): Promise<QueueState[]> {
  const ready = await countReady(connection, queues);
  const active = ready.filter(({ hasConsumer }) => hasConsumer).map(({ queue }) => queue);
  const holdings = active.length > 0 ? await askConsumers(connection, rollCallExchange, active) : [];
  return ready.map(({ queue, waiting, delayed, deadLetters }) => {
    const ofQueue = holdings.filter((each) => each.queue === queue);
    const sum = (of: (each: Holding) => number) => ofQueue.reduce((total, each) => total + of(each), 0);
    const [held, heldBack] = [sum((each) => each.held), sum((each) => each.delayed)];
    return {
      queue,
      waiting: waiting + delayed + held,
      delayed: delayed + heldBack,
      underWay: Math.max(0, held - heldBack),
      oldestAt: oldestOf(ofQueue),
      deadLetters,
      consumers: ofQueue.length,
    };
  });
}

/** RabbitMQ does not show what is ready; a queue's consumer has taken the oldest, where there is one. */
function oldestOf(holdings: readonly Holding[]): Date | undefined {
  const times = holdings.flatMap(({ oldestAt }) => (oldestAt === undefined ? [] : [Date.parse(oldestAt)]));
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}

async function countReady(connection: RabbitMqConnection, queues: readonly string[]): Promise<Ready[]> {
  const found: Ready[] = [];
  let channel = await connection.channel();
  for (const queue of queues) {
    const ready = await countReadyIn(channel, queue);
    if (ready) found.push(ready);
    // To ask for a queue that is not there closes the channel.
    else channel = await connection.channel();
  }
  await closeQuietly(channel);
  return found;
}

async function countReadyIn(channel: Channel, queue: string): Promise<Ready | undefined> {
  try {
    const { messageCount: waiting, consumerCount } = await channel.checkQueue(queue);
    const { messageCount: delayed } = await channel.checkQueue(delayQueueOf(queue));
    const { messageCount: deadLetters } = await channel.checkQueue(deadQueueOf(queue));
    return { queue, waiting, delayed, deadLetters, hasConsumer: consumerCount > 0 };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === notFound) return undefined;
    throw error;
  }
}

async function askConsumers(
  connection: RabbitMqConnection,
  exchange: string,
  queues: readonly string[],
): Promise<Holding[]> {
  const channel = await connection.channel();
  try {
    return await callTheRoll(channel, exchange, queues);
  } finally {
    await closeQuietly(channel);
  }
}
