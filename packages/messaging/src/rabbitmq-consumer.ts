import type { Consumer, Subscription } from './broker.ts';
import type { BrokerLog, RabbitMqConnection } from './rabbitmq-connection.ts';
import type { HeldMessage } from './rabbitmq-held-messages.ts';
import { LaneRunner } from './rabbitmq-lane-runner.ts';
import { QueueSession } from './rabbitmq-session.ts';
import { Turns, type Turn } from './rabbitmq-turns.ts';
import type { RetryDelays } from './retry-delay.ts';
import { settledWithin } from './settled-within.ts';
import type { SharedNames } from './topology.ts';

export interface RabbitMqConsumerOptions extends RetryDelays {
  readonly subscription: Subscription;
  readonly names: SharedNames;
  readonly taking: RabbitMqConnection;
  readonly publishing: RabbitMqConnection;
  readonly attemptsMax: number;
  readonly concurrencyMax: number;
  readonly prefetchMax: number;
  readonly delayLengthMax: number;
  /** How long it waits for messages under way before it gives them back. */
  readonly drainTimeMaxMs: number;
  readonly log: BrokerLog | undefined;
}

/** What one consumer holds of its queue. */
export interface Holding {
  readonly queue: string;
  readonly isActive: boolean;
  readonly held: number;
  /** Of those, how many failed before or stand behind one of their subject that did. */
  readonly delayed: number;
  /** When the oldest of them happened; absent when it holds none. */
  readonly oldestAt?: string | undefined;
}

/** Consumes one queue until it is stopped, over as many connections as that takes. */
export class RabbitMqConsumer implements Consumer {
  readonly #options: RabbitMqConsumerOptions;
  readonly #turns: Turns;
  #session: QueueSession | undefined;
  #runner: LaneRunner | undefined;

  constructor(options: RabbitMqConsumerOptions) {
    this.#options = options;
    const { queue } = options.subscription;
    this.#turns = new Turns(
      () => this.#startTurn(),
      (err, delayMs) =>
        options.log?.warn({ err, queue, delayMs }, 'consuming was interrupted and starts again'),
    );
  }

  get holding(): Holding {
    const session = this.#session?.isOver === false ? this.#session : undefined;
    return {
      queue: this.#options.subscription.queue,
      isActive: session?.isActive ?? false,
      held: session?.heldCount ?? 0,
      delayed: session ? (this.#runner?.delayedCount ?? 0) : 0,
      oldestAt: session?.oldestAt,
    };
  }

  /** Rejects when RabbitMQ is away or the queue is not there; after that it comes back by itself. */
  start(): Promise<void> {
    return this.#turns.start();
  }

  stop(): Promise<void> {
    return this.#turns.stop();
  }

  async #startTurn(): Promise<Turn> {
    const { subscription, ...options } = this.#options;
    const runner = new LaneRunner(this.#options);
    const onMessage = (held: HeldMessage) => runner.add(held);
    const session = await QueueSession.start({ ...options, binding: subscription, onMessage });
    this.#runner = runner;
    this.#session = session;
    runner.begin(session);
    const close = async () => {
      // A message under way comes again; its subject must not be handled twice at the same time.
      await this.#letGo(runner);
      await session.close();
    };
    return { ended: session.ended, close };
  }

  async #letGo(runner: LaneRunner): Promise<void> {
    const { drainTimeMaxMs, log, subscription } = this.#options;
    await settledWithin([runner.letGo()], drainTimeMaxMs);
    const messages = runner.underWayCount;
    if (messages > 0) log?.warn({ queue: subscription.queue, messages }, 'let go of messages under way');
  }
}
