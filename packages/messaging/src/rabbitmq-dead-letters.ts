import type { Channel, Message } from 'amqplib';
import type { Consumer, DeadLetter } from './broker.ts';
import { closeQuietly } from './rabbitmq-close.ts';
import type { BrokerLog, RabbitMqConnection } from './rabbitmq-connection.ts';
import { deadLetterOf } from './rabbitmq-message.ts';
import { Turns, type Turn } from './rabbitmq-turns.ts';
import { retryDelayMs, type RetryDelays } from './retry-delay.ts';
import { deadQueueOf } from './topology.ts';

/** Dead letters of one queue that stand with the collector, those that could not be collected included. */
const prefetchMax = 32;

export interface DeadLetterCollectorOptions extends RetryDelays {
  readonly queues: readonly string[];
  readonly collect: (letter: DeadLetter) => Promise<void>;
  readonly connection: RabbitMqConnection;
  readonly log: BrokerLog | undefined;
}

interface Parked {
  readonly queue: string;
  readonly message: Message;
}

/** Hands dead letters over one by one; what could not be collected is held and comes again. */
export class DeadLetterCollector implements Consumer {
  readonly #turns: Turns;

  constructor(options: DeadLetterCollectorOptions) {
    this.#turns = new Turns(
      async () => CollectingTurn.start(await options.connection.channel(), options),
      (err, delayMs) =>
        options.log?.warn({ err, delayMs }, 'collecting dead letters was interrupted and starts again'),
    );
  }

  /** Rejects when RabbitMQ is away or a queue is not there; after that it comes back by itself. */
  start(): Promise<void> {
    return this.#turns.start();
  }

  stop(): Promise<void> {
    return this.#turns.stop();
  }
}

/** Collecting on one channel, until that closes. */
class CollectingTurn implements Turn {
  readonly ended: Promise<Error | undefined>;
  readonly #options: DeadLetterCollectorOptions;
  readonly #channel: Channel;
  readonly #end: (error: Error | undefined) => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  #isOver = false;
  #collecting: Promise<void> = Promise.resolve();

  private constructor(channel: Channel, options: DeadLetterCollectorOptions) {
    this.#options = options;
    this.#channel = channel;
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.ended = promise;
    this.#end = (error) => {
      this.#isOver = true;
      for (const timer of this.#timers) clearTimeout(timer);
      resolve(error);
    };
    channel.on('error', (error) => this.#end(error));
    channel.on('close', () => this.#end(undefined));
  }

  static async start(channel: Channel, options: DeadLetterCollectorOptions): Promise<Turn> {
    const turn = new CollectingTurn(channel, options);
    try {
      await turn.#consume();
      return turn;
    } catch (error) {
      await turn.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#end(undefined);
    await this.#collecting;
    await closeQuietly(this.#channel);
  }

  async #consume(): Promise<void> {
    await this.#channel.prefetch(prefetchMax);
    for (const queue of this.#options.queues)
      await this.#channel.consume(deadQueueOf(queue), (message) => {
        if (message) this.#take({ queue, message }, 1);
        else this.#end(new Error(`RabbitMQ ended the consumer of ${deadQueueOf(queue)}`));
      });
  }

  #take(parked: Parked, attempt: number): void {
    this.#collecting = this.#collecting.then(async () => {
      if (!this.#isOver) await this.#collect(parked, attempt);
    });
  }

  async #collect(parked: Parked, attempt: number): Promise<void> {
    const { queue, message } = parked;
    const { collect, log } = this.#options;
    const letter = deadLetterOf(queue, message);
    if (!letter) {
      log?.error({ queue: deadQueueOf(queue) }, 'a dead letter is no event and is let go');
      return this.#ack(message);
    }
    try {
      await collect(letter);
    } catch (err) {
      const delayMs = retryDelayMs(attempt, this.#options);
      log?.warn({ err, queue, event: letter.event.id, delayMs }, 'a dead letter could not be collected');
      return this.#takeAgain(parked, attempt + 1, delayMs);
    }
    this.#ack(message);
  }

  #takeAgain(parked: Parked, attempt: number, delayMs: number): void {
    if (this.#isOver) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#take(parked, attempt);
    }, delayMs);
    this.#timers.add(timer);
  }

  #ack(message: Message): void {
    try {
      this.#channel.ack(message);
    } catch {
      // The channel is gone; the letter comes again, and whoever collects knows it by its id.
    }
  }
}
