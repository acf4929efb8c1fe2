import { setTimeout as delay } from 'node:timers/promises';
import { matchesPattern, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Channel, ConfirmChannel, Message } from 'amqplib';
import type { QueueBinding } from './broker.ts';
import { AckWindow } from './rabbitmq-acks.ts';
import { closeQuietly } from './rabbitmq-close.ts';
import type { BrokerLog, RabbitMqConnection } from './rabbitmq-connection.ts';
import { CrashMarks, isCrashMark } from './rabbitmq-crash-marks.ts';
import { DelayQueue, isWake } from './rabbitmq-delay-queue.ts';
import { HeldMessages, type HeldMessage } from './rabbitmq-held-messages.ts';
import { deadLetterProperties, eventOf, failuresOf, publishConfirmed } from './rabbitmq-message.ts';
import type { SharedNames } from './topology.ts';

/** An event that came back more often is tried under watch; a few times is what restarts and lost connections do. */
const returnsUnwatchedMax = 3;
/** Watched tries that may end the process before the event becomes a dead letter. */
const crashesMax = 3;

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
 * one consumer of the queue be active and the others stand by. The active one first takes over what stands in the delay
 * queue, and only then begins with what the queue delivers.
 */
export class QueueSession {
  readonly ended: Promise<Error | undefined>;
  readonly #options: SessionOptions;
  readonly #queueChannel: Channel;
  readonly #delayChannel: ConfirmChannel;
  readonly #queueAcks: AckWindow;
  readonly #delayAcks: AckWindow;
  readonly #delayQueue: DelayQueue;
  readonly #held: HeldMessages;
  readonly #marks: CrashMarks;
  readonly #resolveEnded: (error: Error | undefined) => void;
  readonly #ending = new AbortController();
  #state: 'standing by' | 'activating' | 'active' = 'standing by';
  /** What arrives before the delay queue has been taken over. */
  #early: Message[] = [];
  #takenOver: HeldMessage[] = [];

  private constructor(options: SessionOptions, queueChannel: Channel, delayChannel: ConfirmChannel) {
    this.#options = options;
    this.#queueChannel = queueChannel;
    this.#delayChannel = delayChannel;
    this.#queueAcks = new AckWindow(queueChannel);
    this.#delayAcks = new AckWindow(delayChannel);
    this.#delayQueue = new DelayQueue({
      channel: delayChannel,
      queue: options.binding.queue,
      ending: this.#ending.signal,
      onMessage: (message) => this.#takeFromDelayQueue(message),
      onCancelled: () => this.#cancelled(this.#delayQueue.name),
    });
    const acks = { queueAcks: this.#queueAcks, delayAcks: this.#delayAcks };
    const { delayLengthMax } = options;
    this.#held = new HeldMessages({
      ...acks,
      delayChannel,
      delayQueue: this.#delayQueue.name,
      delayLengthMax,
    });
    this.#marks = new CrashMarks({
      channel: delayChannel,
      acks: this.#delayAcks,
      queue: this.#delayQueue.name,
    });
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.ended = promise;
    this.#resolveEnded = resolve;
    for (const channel of [queueChannel, delayChannel]) {
      channel.on('error', (error) => this.#end(error));
      channel.on('close', () => this.#end(undefined));
    }
  }

  /** Rejects when a connection is away, or a queue is. */
  static async start(options: SessionOptions): Promise<QueueSession> {
    const queueChannel = await options.taking.channel();
    const delayChannel = await options.publishing.confirmChannel().catch(async (error: unknown) => {
      await closeQuietly(queueChannel);
      throw error;
    });
    const session = new QueueSession(options, queueChannel, delayChannel);
    try {
      await session.#consume();
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
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

  /** When the event happened that has stood longest with this process. */
  get oldestAt(): string | undefined {
    return this.isOver ? undefined : this.#held.oldest?.event.time;
  }

  /** Moves a message to the delay queue; resolves with whether it stands there now. */
  delay(held: HeldMessage): Promise<boolean> {
    return this.#held.delay(held);
  }

  /** Tries a message that may be what ends the process: it is marked meanwhile. */
  async watch(held: HeldMessage, handle: () => Promise<void>): Promise<void> {
    await this.#marks.set(held.event.id);
    try {
      await handle();
    } finally {
      if (!this.isOver) this.#marks.clear(held.event.id);
    }
  }

  /** The message is dealt with. */
  settle(held: HeldMessage): void {
    if (this.isOver) return;
    this.#marks.clear(held.event.id);
    this.#held.settle(held);
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
    await Promise.all([closeQuietly(this.#queueChannel), closeQuietly(this.#delayChannel)]);
  }

  async #consume(): Promise<void> {
    const { binding, prefetchMax } = this.#options;
    await this.#queueChannel.prefetch(prefetchMax);
    await this.#queueChannel.consume(binding.queue, (message) => {
      if (message) this.#onDelivery(message);
      else this.#cancelled(binding.queue);
    });
    void this.#delayQueue.lookAfter(() => this.#state === 'standing by');
  }

  #end(error: Error | undefined): void {
    this.#ending.abort();
    this.#marks.end();
    this.#resolveEnded(error);
  }

  #cancelled(queue: string): void {
    this.#end(new Error(`RabbitMQ ended the consumer of ${queue}`));
  }

  #onDelivery(message: Message): void {
    if (this.#state === 'active') return this.#takeFromQueue(message);
    this.#early.push(message);
    if (this.#state === 'activating') return;
    this.#state = 'activating';
    this.#activate().catch((error: unknown) => {
      this.#end(error instanceof Error ? error : new Error(String(error)));
    });
  }

  async #activate(): Promise<void> {
    await this.#delayQueue.takeOver();
    const [takenOver, early] = [this.#takenOver, this.#early];
    [this.#takenOver, this.#early] = [[], []];
    this.#state = 'active';
    for (const held of takenOver) this.#handOver(held);
    for (const message of early) this.#takeFromQueue(message);
  }

  #takeFromQueue(message: Message): void {
    if (isWake(message)) return this.#queueAcks.ack(message);
    const event = this.#readEvent(message, this.#queueAcks);
    if (!event) return;
    // A pattern that the queue was bound with by an earlier version, and is not any more.
    const isWanted = this.#options.binding.patterns.some((pattern) => matchesPattern(pattern, event.type));
    if (!isWanted) return this.#queueAcks.ack(message);
    const held = this.#held.fromQueue(message, event, failuresOf(message));
    if (held) this.#handOver(held);
  }

  #takeFromDelayQueue(message: Message): void {
    if (isCrashMark(message)) return this.#marks.take(message);
    const event = this.#readEvent(message, this.#delayAcks);
    const held = event && this.#held.fromDelay(message, event, failuresOf(message));
    if (!held) return;
    // Nothing is handled before all marks are known.
    if (this.#state === 'active') this.#handOver(held);
    else this.#takenOver.push(held);
  }

  #handOver(held: HeldMessage): void {
    const crashes = this.#marks.count(held.event.id);
    if (crashes >= crashesMax) {
      const attempts = Math.max(held.failures.attempts, held.timesReturned);
      held.failures = { ...held.failures, attempts };
      held.deadReason = `The process ended during each of the last ${crashes} tries`;
    }
    if (!this.isOver) this.#options.onMessage(held);
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
}

/** Whether an event came back so often that it may be what ends its processes. */
export function isSuspect({ timesReturned }: Pick<HeldMessage, 'timesReturned'>): boolean {
  return timesReturned > returnsUnwatchedMax;
}
