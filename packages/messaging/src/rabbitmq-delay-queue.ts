import { setTimeout as delay } from 'node:timers/promises';
import type { ConfirmChannel, Message } from 'amqplib';
import { delayQueueOf } from './topology.ts';

/** Of a message that is there to be delivered, and says nothing. */
const wakeContentType = 'application/vnd.payloom.wake';
const lookEveryMs = 1_000;
const predecessorPollMs = 20;
const predecessorWaitMaxMs = 30_000;
const takeInTimeMaxMs = 30_000;
/** The most that RabbitMQ's 16 bits can say: all is delivered, for the bound is kept where the queue is filled. */
const prefetchMax = 65_535;

export const isWake = ({ properties }: Message): boolean => properties.contentType === wakeContentType;

export interface DelayQueueOptions {
  readonly channel: ConfirmChannel;
  /** The queue whose delayed messages these are. */
  readonly queue: string;
  /** Aborted when the channel is of no use any more. */
  readonly ending: AbortSignal;
  readonly onMessage: (message: Message) => void;
  readonly onCancelled: () => void;
}

/** The delay queue of a consumer, as a process takes it over from the one before. */
export class DelayQueue {
  readonly #options: DelayQueueOptions;

  constructor(options: DelayQueueOptions) {
    this.#options = options;
  }

  get name(): string {
    return delayQueueOf(this.#options.queue);
  }

  /**
   * Waits until nobody else consumes it, for then the consumer before has given back all it held, and consumes it.
   * Resolves when everything that stood there has been handed over; rejects when that takes too long.
   */
  async takeOver(): Promise<void> {
    const { channel, onMessage, onCancelled } = this.#options;
    const expected = await this.#waitForPredecessor();
    let handedOver = 0;
    const complete = Promise.withResolvers<void>();
    await channel.prefetch(prefetchMax);
    await channel.consume(this.name, (message) => {
      if (message === null) return onCancelled();
      onMessage(message);
      handedOver += 1;
      if (handedOver === expected) complete.resolve();
    });
    if (expected > 0) await this.#withinBounds(complete.promise);
  }

  /**
   * A consumer notices by its first delivery that it is the active one. Where none comes, delayed messages would be
   * nobody's: as long as nobody consumes them, a message without meaning wakes whoever is active.
   */
  async lookAfter(isNeeded: () => boolean): Promise<void> {
    const { channel, queue, ending } = this.#options;
    const wake = { contentType: wakeContentType, persistent: true };
    try {
      while (isNeeded() && !ending.aborted) {
        const { consumerCount } = await channel.checkQueue(this.name);
        if (consumerCount === 0) channel.publish('', queue, Buffer.alloc(0), wake);
        await delay(lookEveryMs, undefined, { signal: ending, ref: false });
      }
    } catch {
      // The channel is gone; the next one looks again.
    }
  }

  /** Resolves with how many messages stand there. */
  async #waitForPredecessor(): Promise<number> {
    const deadlineMs = Date.now() + predecessorWaitMaxMs;
    for (;;) {
      const { consumerCount, messageCount } = await this.#options.channel.checkQueue(this.name);
      if (consumerCount === 0) return messageCount;
      if (Date.now() > deadlineMs) throw new Error(`The consumer before has not left ${this.name} in time`);
      await delay(predecessorPollMs);
    }
  }

  async #withinBounds(complete: Promise<void>): Promise<void> {
    const timer = new AbortController();
    const signal = AbortSignal.any([timer.signal, this.#options.ending]);
    const tooLong = delay(takeInTimeMaxMs, undefined, { signal, ref: false }).then(() => {
      throw new Error(`${this.name} did not deliver what stands there in time`);
    });
    try {
      await Promise.race([complete, tooLong]);
    } finally {
      timer.abort();
      tooLong.catch(() => undefined);
    }
  }
}
