import { setTimeout as delay } from 'node:timers/promises';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { ChannelModel } from 'amqplib';
import type { Broker, Consumer, DeadLetter, QueueBinding, QueueState, Subscription } from './broker.ts';
import { closeQuietly } from './rabbitmq-close.ts';
import { RabbitMqConnection, type BrokerLog } from './rabbitmq-connection.ts';
import { RabbitMqConsumer } from './rabbitmq-consumer.ts';
import { DeadLetterCollector } from './rabbitmq-dead-letters.ts';
import { declareTopology } from './rabbitmq-declare.ts';
import { inspectQueues } from './rabbitmq-inspect.ts';
import { contentOf, eventProperties, publishConfirmed } from './rabbitmq-message.ts';
import { RabbitMqPublisher } from './rabbitmq-publisher.ts';
import { RollCallAnswerer } from './rabbitmq-roll-call.ts';
import type { RetryDelays } from './retry-delay.ts';
import {
  sharedNames,
  topologyDefaults,
  topologyOf,
  type SharedNames,
  type TopologyOptions,
} from './topology.ts';

const defaultBounds = {
  ...topologyDefaults,
  /** About two minutes of tries with the default delays: longer than a restart of the database takes. */
  attemptsMax: 12,
  concurrencyMax: 8,
  prefetchMax: 500,
  drainTimeMaxMs: 5_000,
  publishTimeMaxMs: 10_000,
  unconfirmedMax: 2_000,
  pendingMax: 20_000,
  retryDelayBaseMs: 100,
  retryDelayMaxMs: 30_000,
};
const reconnectDelays: RetryDelays = { retryDelayBaseMs: 100, retryDelayMaxMs: 5_000 };
const pingTimeMaxMs = 2_000;

export interface RabbitMqBrokerOptions extends Partial<RetryDelays>, Partial<TopologyOptions> {
  /** `amqp://` or `amqps://`, with user and password. */
  readonly url: string;
  readonly log?: BrokerLog;
  /** Tries before a message becomes a dead letter, where the subscription does not say. */
  readonly attemptsMax?: number;
  /** Messages one consumer handles at the same time, each of another subject. */
  readonly concurrencyMax?: number;
  /** Messages of its queue one consumer holds; the same for every replica, see `QueueSession`. */
  readonly prefetchMax?: number;
  /** How long stopping waits for messages under way. */
  readonly drainTimeMaxMs?: number;
  /** How long publishing waits for the confirms of one call. */
  readonly publishTimeMaxMs?: number;
  /** Events sent and not confirmed yet. */
  readonly unconfirmedMax?: number;
  /** Events handed to `publish` and not settled yet. */
  readonly pendingMax?: number;
}

/** RabbitMQ behind the port. Taking and publishing have a connection each: RabbitMQ's alarms stop those that publish. */
class RabbitMqBroker implements Broker {
  readonly #options: RabbitMqBrokerOptions & typeof defaultBounds;
  readonly #names: SharedNames;
  readonly #taking: RabbitMqConnection;
  readonly #publishing: RabbitMqConnection;
  readonly #publisher: RabbitMqPublisher;
  readonly #declared = new Map<string, QueueBinding>();
  readonly #consumers = new Set<Consumer>();
  readonly #rollCall: RollCallAnswerer;
  #answering: Promise<void> | undefined;
  #closed = false;

  constructor(options: RabbitMqBrokerOptions) {
    this.#options = { ...defaultBounds, ...options };
    const { url, log, namespace } = this.#options;
    this.#names = sharedNames(namespace);
    this.#taking = new RabbitMqConnection({ url, log, name: `${namespace} consumers`, ...reconnectDelays });
    this.#publishing = new RabbitMqConnection({
      url,
      log,
      name: `${namespace} publisher`,
      prepare: (model) => this.#prepare(model),
      ...reconnectDelays,
    });
    this.#publisher = new RabbitMqPublisher({
      ...this.#options,
      connection: this.#publishing,
      exchange: this.#names.events,
    });
    this.#rollCall = new RollCallAnswerer({
      connection: this.#publishing,
      exchange: this.#names.rollCall,
      holdings: () =>
        [...this.#consumers].filter((each) => each instanceof RabbitMqConsumer).map((each) => each.holding),
    });
  }

  async open(): Promise<void> {
    await Promise.all([this.#publishing.open(), this.#taking.open()]);
  }

  async declare(...bindings: readonly QueueBinding[]): Promise<void> {
    await this.#publishing.use((model) => declareTopology(model, topologyOf(bindings, this.#options)));
    for (const binding of bindings) this.#declared.set(binding.queue, binding);
  }

  publish(events: readonly EventEnvelope[]): Promise<void> {
    return this.#publisher.publish(events);
  }

  async consume(subscription: Subscription): Promise<Consumer> {
    await this.declare(subscription);
    await this.#answerRollCalls();
    const attemptsMax = subscription.attemptsMax ?? this.#options.attemptsMax;
    return this.#begin(
      new RabbitMqConsumer({
        ...this.#options,
        subscription,
        attemptsMax,
        log: this.#options.log,
        names: this.#names,
        taking: this.#taking,
        publishing: this.#publishing,
      }),
    );
  }

  consumeDeadLetters(
    queues: readonly string[],
    collect: (letter: DeadLetter) => Promise<void>,
  ): Promise<Consumer> {
    const { log, retryDelayBaseMs, retryDelayMaxMs } = this.#options;
    const connection = this.#taking;
    return this.#begin(
      new DeadLetterCollector({ queues, collect, connection, log, retryDelayBaseMs, retryDelayMaxMs }),
    );
  }

  async redeliver(queue: string, event: EventEnvelope): Promise<void> {
    const channel = await this.#publishing.confirmChannel();
    try {
      const to = { exchange: '', routingKey: queue };
      await publishConfirmed(channel, to, contentOf(event), eventProperties(event));
    } finally {
      await closeQuietly(channel);
    }
  }

  inspect(queues: readonly string[]): Promise<QueueState[]> {
    return inspectQueues(this.#publishing, this.#names.rollCall, queues);
  }

  async ping(): Promise<boolean> {
    if (!this.#taking.isUp || !this.#publishing.isUp || this.#publishing.isBlocked) return false;
    const answered = this.#publishing
      .channel()
      .then(async (channel) => {
        await channel.checkExchange(this.#names.events);
        await closeQuietly(channel);
        return true;
      })
      .catch(() => false);
    const waiting = new AbortController();
    const tooLong = delay(pingTimeMaxMs, false, { signal: waiting.signal }).catch(() => false);
    const isThere = await Promise.race([answered, tooLong]);
    waiting.abort();
    return isThere;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop()));
    await this.#rollCall.stop();
    await Promise.all([this.#taking.close(), this.#publishing.close()]);
  }

  /** What this process declared is declared again on each connection: the broker may have lost it meanwhile. */
  async #prepare(model: ChannelModel): Promise<void> {
    await declareTopology(model, topologyOf([...this.#declared.values()], this.#options));
    this.#publisher.use(await model.createConfirmChannel());
  }

  #answerRollCalls(): Promise<void> {
    this.#answering ??= this.#rollCall.start().catch((error: unknown) => {
      this.#answering = undefined;
      throw error;
    });
    return this.#answering;
  }

  async #begin(consumer: Consumer & { start(): Promise<void> }): Promise<Consumer> {
    await consumer.start();
    this.#consumers.add(consumer);
    const stop = async () => {
      await consumer.stop();
      this.#consumers.delete(consumer);
    };
    return { stop };
  }
}

/**
 * Connects to RabbitMQ. Resolves after the first attempt even where that failed: the connection is tried again until it
 * stands, `ping` says false meanwhile, and the other calls reject.
 */
export async function openRabbitMqBroker(options: RabbitMqBrokerOptions): Promise<Broker> {
  const broker = new RabbitMqBroker(options);
  await broker.open();
  return broker;
}
