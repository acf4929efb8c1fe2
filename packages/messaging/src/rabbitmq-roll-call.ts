import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from 'amqplib';
import { z } from 'zod';
import type { Holding } from './rabbitmq-consumer.ts';
import { closeQuietly } from './rabbitmq-close.ts';
import type { RabbitMqConnection } from './rabbitmq-connection.ts';
import { Turns } from './rabbitmq-turns.ts';

const answerTimeMaxMs = 1_000;
/** How long after the last answer no other is waited for, once every active consumer has answered. */
const quietMs = 100;

const holdingsSchema = z.array(
  z.object({
    queue: z.string(),
    isActive: z.boolean(),
    held: z.number(),
    delayed: z.number(),
    oldestAt: z.iso.datetime().optional(),
  }),
);

export interface RollCallOptions {
  readonly connection: RabbitMqConnection;
  /** Fanout exchange that reaches every process. */
  readonly exchange: string;
  readonly holdings: () => readonly Holding[];
}

/**
 * RabbitMQ says how many messages of a queue are ready, and nothing of those a consumer has. Every process with
 * consumers answers here for its own.
 */
export class RollCallAnswerer {
  readonly #options: RollCallOptions;
  readonly #turns: Turns;

  constructor(options: RollCallOptions) {
    this.#options = options;
    this.#turns = new Turns(
      () => this.#startTurn(),
      () => undefined,
    );
  }

  start(): Promise<void> {
    return this.#turns.start();
  }

  stop(): Promise<void> {
    return this.#turns.stop();
  }

  async #startTurn() {
    const { connection, exchange, holdings } = this.#options;
    const channel = await connection.channel();
    const { promise: ended, resolve } = Promise.withResolvers<Error | undefined>();
    channel.on('error', resolve);
    channel.on('close', () => resolve(undefined));
    const { queue } = await channel.assertQueue('', { exclusive: true, durable: false });
    await channel.bindQueue(queue, exchange, '');
    const answer = (replyTo: unknown) => {
      const content = Buffer.from(JSON.stringify(holdings()));
      if (typeof replyTo === 'string') channel.sendToQueue(replyTo, content);
    };
    await channel.consume(queue, (message) => answer(message?.properties.replyTo), { noAck: true });
    const close = async () => {
      resolve(undefined);
      await closeQuietly(channel);
    };
    return { ended, close };
  }
}

/**
 * Asks every process what its consumers hold. Resolves when the active consumers of all `activeQueues` have answered
 * and nobody else does for a moment; after a second with what there is.
 */
export async function callTheRoll(
  channel: Channel,
  exchange: string,
  activeQueues: readonly string[],
): Promise<Holding[]> {
  const answers: Holding[] = [];
  let answeredAtMs = Date.now();
  const directReply = 'amq.rabbitmq.reply-to';
  const take = (json: string) => {
    answers.push(...holdingsSchema.parse(JSON.parse(json)));
    answeredAtMs = Date.now();
  };
  await channel.consume(directReply, (message) => message && take(message.content.toString('utf8')), {
    noAck: true,
  });
  const askedAtMs = Date.now();
  channel.publish(exchange, '', Buffer.alloc(0), { replyTo: directReply });
  const isComplete = () =>
    activeQueues.every((queue) => answers.some((each) => each.queue === queue && each.isActive)) &&
    Date.now() - answeredAtMs >= quietMs;
  while (!isComplete() && Date.now() - askedAtMs < answerTimeMaxMs) await delay(quietMs / 10);
  return answers;
}
