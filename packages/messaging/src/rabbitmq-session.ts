import { setTimeout as delay } from 'node:timers/promises';
import { matchesPattern, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Channel, ConfirmChannel, ConsumeMessage, Message } from 'amqplib';
import type { QueueBinding } from './broker.ts';
import { AckWindow } from './rabbitmq-acks.ts';
import type { BrokerLog, RabbitMqConnection } from './rabbitmq-connection.ts';
import { HeldMessages, type HeldMessage } from './rabbitmq-held-messages.ts';
import { deadLetterProperties, eventOf, failuresOf, publishConfirmed } from './rabbitmq-message.ts';
import { delayQueueOf, type SharedNames } from './topology.ts';

/** Of a message that is there to be delivered, and says nothing. */
const wakeContentType = 'application/vnd.payloom.wake';
const lookEveryMs = 1_000;
const predecessorPollMs = 20;
const predecessorWaitMaxMs = 30_000;
const takeInTimeMaxMs = 30_000;
/** The most that RabbitMQ's 16 bits can say: all of a delay queue is delivered, its bound is kept where it is filled. */
const delayPrefetchMax = 65_535;

export interface SessionOptions {
  readonly binding: QueueBinding;
  readonly names: SharedNames;
  readonly delayLengthMax: number;
  /** Connection that only takes messages, so that an alarm of RabbitMQ never holds up acknowledgements. */
  readonly taking: RabbitMqConnection;
  readonly publishing: RabbitMqConnection;
  /**
   * Unacknowledged messages of the queue, at most. Each replica needs the same number: what one gives back is in order
   * only if the next takes all of it at once.
   */
  readonly prefetchMax: number;
  readonly log: BrokerLog | undefined;
  readonly onMessage: (held: HeldMessage) => void;
}

/**
 * One turn of this process at a queue, from its two channels being opened to the first of them closing. RabbitMQ lets
 * one consumer of the queue be active and the others stand by. The active one first waits until nobody consumes the
 * delay queue any more, then takes in all that stands there, and only then begins with what the queue delivers.
 */
export class QueueSession {
  readonly ended: Promise<Error | undefined>;
  readonly #options: SessionOptions;
  readonly #queueChannel: Channel;
  readonly #delayChannel: ConfirmChannel;
  readonly #queueAcks: AckWindow;
  readonly #delayAcks: AckWindow;
  readonly #held: HeldMessages;
  readonly #end: (error: Error | undefined) => void;
  readonly #ending = new AbortController();
  #state: 'standing by' | 'activating' | 'active' = 'standing by';
  #early: Message[] = [];

  private constructor(options: SessionOptions, queueChannel: Channel, delayChannel: ConfirmChannel) {
    this.#options = options;
    this.#queueChannel = queueChannel;
    this.#delayChannel = delayChannel;
    this.#queueAcks = new AckWindow(queueChannel);
    this.#delayAcks = new AckWindow(delayChannel);
    this.#held = new HeldMessages({
      queueAcks: this.#queueAcks,
      delayAcks: this.#delayAcks,
      delayChannel,
      delayQueue: delayQueueOf(options.binding.queue),
      delayLengthMax: options.delayLengthMax,
    });
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.ended = promise;
    this.#end = (error) => {
      this.#ending.abort();
      resolve(error);
    };
    for (const channel of [queueChannel, delayChannel]) {
      channel.on('error', (error) => this.#end(error));
      channel.on('close', () => this.#end(undefined));
    }
  }

  /** Rejects when a connection is away, or a queue is. */
  static async start(options: SessionOptions): Promise<QueueSession> {
    const queueChannel = await options.taking.channel();
    const delayChannel = await options.publishing.confirmChannel();
    const session = new QueueSession(options, queueChannel, delayChannel);
    try {
      await queueChannel.prefetch(options.prefetchMax);
      await queueChannel.consume(options.binding.queue, (message) => session.#onDelivery(message));
    } catch (error) {
      await session.close();
      throw error;
    }
    void session.#lookAfterDelayQueue();
    return session;
  }

  get isActive(): boolean {
    return this.#state === 'active';
  }

  get isOver(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Messages of the queue and of its delay queue that stand with this process. */
  get heldCount(): number {
    return this.isOver ? 0 : this.#held.size + this.#early.length;
  }

  /** Moves a message to the delay queue; resolves with whether it stands there now. */
  delay(held: HeldMessage): Promise<boolean> {
    return this.#held.delay(held);
  }

  /** The message is dealt with. */
  settle(held: HeldMessage): void {
    if (!this.isOver) this.#held.settle(held);
  }

  /** Makes a message a dead letter; rejects when that could not be stored. */
  async park(held: HeldMessage, reason: string): Promise<void> {
    const { names, binding } = this.#options;
    const to = { exchange: names.deadLetters, routingKey: binding.queue };
    const properties = deadLetterProperties(held.event, held.failures, reason);
    await publishConfirmed(this.#delayChannel, to, held.content, properties);
    this.settle(held);
  }

  /** Lets acknowledgements out and gives back, in order, what was not acknowledged. */
  async close(): Promise<void> {
    this.#end(undefined);
    // Microtasks of acknowledgements are done when this goes on.
    await delay(0);
    await Promise.all(
      [this.#queueChannel, this.#delayChannel].map((each) => each.close().catch(() => undefined)),
    );
  }

  #onDelivery(message: ConsumeMessage | null): void {
    if (message === null)
      return this.#end(new Error(`RabbitMQ ended the consumer of ${this.#options.binding.queue}`));
    if (this.#state === 'active') return this.#takeFromQueue(message);
    this.#early.push(message);
    if (this.#state === 'activating') return;
    this.#state = 'activating';
    this.#activate().catch((error: unknown) => {
      this.#end(error instanceof Error ? error : new Error(String(error)));
    });
  }

  async #activate(): Promise<void> {
    const expected = await this.#waitForPredecessor();
    let takenIn = 0;
    const complete = Promise.withResolvers<void>();
    const onDelayed = (message: ConsumeMessage | null) => {
      if (message === null) return this.#end(new Error('RabbitMQ ended the consumer of the delay queue'));
      this.#takeFromDelayQueue(message);
      takenIn += 1;
      if (takenIn === expected) complete.resolve();
    };
    await this.#delayChannel.prefetch(delayPrefetchMax);
    await this.#delayChannel.consume(delayQueueOf(this.#options.binding.queue), onDelayed);
    if (expected > 0)
      await this.#within(takeInTimeMaxMs, complete.promise, 'the messages of its delay queue');
    this.#state = 'active';
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.#takeFromQueue(message);
  }

  /** Resolves with how many messages stand in the delay queue, once the consumer before has returned all it held. */
  async #waitForPredecessor(): Promise<number> {
    const deadlineMs = Date.now() + predecessorWaitMaxMs;
    for (;;) {
      const { consumerCount, messageCount } = await this.#lookAtDelayQueue();
      if (consumerCount === 0) return messageCount;
      if (Date.now() > deadlineMs)
        throw new Error(`The consumer before has not left ${this.#options.binding.queue} in time`);
      await delay(predecessorPollMs);
    }
  }

  #lookAtDelayQueue(): Promise<{ consumerCount: number; messageCount: number }> {
    return this.#delayChannel.checkQueue(delayQueueOf(this.#options.binding.queue));
  }

  /**
   * A consumer notices by its first delivery that it is the active one. Where none comes, messages in the delay queue
   * would be nobody's: as long as nobody consumes that queue, a message without meaning wakes whoever is active.
   */
  async #lookAfterDelayQueue(): Promise<void> {
    try {
      while (this.#state === 'standing by' && !this.isOver) {
        if ((await this.#lookAtDelayQueue()).consumerCount === 0) this.#wakeActive();
        await delay(lookEveryMs, undefined, { signal: this.#ending.signal, ref: false });
      }
    } catch {
      // The session is over; the next one looks again.
    }
  }

  #wakeActive(): void {
    const properties = { contentType: wakeContentType, persistent: true };
    this.#delayChannel.publish('', this.#options.binding.queue, Buffer.alloc(0), properties);
  }

  #takeFromQueue(message: Message): void {
    if (message.properties.contentType === wakeContentType) return this.#queueAcks.ack(message);
    const event = this.#readEvent(message, this.#queueAcks);
    if (!event) return;
    // A pattern that the queue was bound with by an earlier version, and is not any more.
    const isWanted = this.#options.binding.patterns.some((pattern) => matchesPattern(pattern, event.type));
    if (!isWanted) return this.#queueAcks.ack(message);
    this.#handOver(this.#held.fromQueue(message, event, failuresOf(message)));
  }

  #takeFromDelayQueue(message: Message): void {
    const event = this.#readEvent(message, this.#delayAcks);
    if (event) this.#handOver(this.#held.fromDelay(message, event, failuresOf(message)));
  }

  #handOver(held: HeldMessage | undefined): void {
    if (held && !this.isOver) this.#options.onMessage(held);
  }

  /** What is no event is put aside, where an operator finds it. */
  #readEvent(message: Message, acks: AckWindow): EventEnvelope | undefined {
    const event = eventOf(message);
    if (event) return event;
    const { names, binding, log } = this.#options;
    log?.error(
      { queue: binding.queue, putInto: names.unreadable },
      'a message that is no event was put aside',
    );
    const to = { exchange: '', routingKey: names.unreadable };
    publishConfirmed(this.#delayChannel, to, message.content, { persistent: true })
      .then(() => acks.ack(message))
      .catch((error: unknown) => this.#end(error instanceof Error ? error : undefined));
    return undefined;
  }

  async #within(timeMaxMs: number, promise: Promise<void>, what: string): Promise<void> {
    const timer = new AbortController();
    const signal = AbortSignal.any([timer.signal, this.#ending.signal]);
    const tooLong = delay(timeMaxMs, undefined, { signal, ref: false }).then(() => {
      throw new Error(`${this.#options.binding.queue} did not get ${what} in time`);
    });
    try {
      await Promise.race([promise, tooLong]);
    } finally {
      timer.abort();
      tooLong.catch(() => undefined);
    }
  }
}
