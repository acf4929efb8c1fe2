import type { ConfirmChannel, Message } from 'amqplib';
import type { AckWindow } from './rabbitmq-acks.ts';

const markContentType = 'application/vnd.payloom.crash-mark';
/** Marks of events that never came again, because RabbitMQ dead-lettered them itself. */
const markKeptMaxMs = 24 * 60 * 60 * 1_000;

export const isCrashMark = ({ properties }: Message): boolean => properties.contentType === markContentType;

export interface CrashMarksOptions {
  readonly channel: Pick<ConfirmChannel, 'publish'>;
  readonly acks: AckWindow;
  /** Where marks stand: the delay queue, which whoever takes over reads before it handles anything. */
  readonly queue: string;
}

/**
 * RabbitMQ counts how often a message came back, but a process that ends brings back all it held. So before an event
 * that came back several times is tried, a mark is stored, and taken away when the try has ended: a mark that a new
 * process finds says which event was being tried when the last one ended.
 */
export class CrashMarks {
  readonly #options: CrashMarksOptions;
  readonly #marks = new Map<string, Message[]>();
  readonly #awaited = new Map<string, PromiseWithResolvers<void>>();
  #isOver = false;

  constructor(options: CrashMarksOptions) {
    this.#options = options;
  }

  /** How many processes ended while they tried the event. */
  count(eventId: string): number {
    return this.#marks.get(eventId)?.length ?? 0;
  }

  /** Resolves when the mark is stored; rejects when RabbitMQ goes, or went, away before. */
  async set(eventId: string): Promise<void> {
    if (this.#isOver) throw new Error('RabbitMQ went away');
    const { channel, queue } = this.#options;
    const properties = { contentType: markContentType, persistent: true, messageId: eventId };
    // Throws on a channel that is gone; nobody must wait for the mark then.
    channel.publish('', queue, Buffer.alloc(0), { ...properties, timestamp: Date.now() });
    const arrived = Promise.withResolvers<void>();
    this.#awaited.set(eventId, arrived);
    await arrived.promise;
  }

  /** A mark as the delay queue delivers it. */
  take(message: Message): void {
    const { messageId, timestamp } = message.properties as { messageId?: unknown; timestamp?: unknown };
    const isOld = typeof timestamp !== 'number' || Date.now() - timestamp > markKeptMaxMs;
    if (typeof messageId !== 'string' || isOld) return this.#options.acks.ack(message);
    const marks = this.#marks.get(messageId);
    if (marks) marks.push(message);
    else this.#marks.set(messageId, [message]);
    this.#awaited.get(messageId)?.resolve();
    this.#awaited.delete(messageId);
  }

  clear(eventId: string): void {
    const marks = this.#marks.get(eventId);
    if (!marks) return;
    this.#marks.delete(eventId);
    for (const mark of marks) this.#options.acks.ack(mark);
  }

  /** No mark arrives any more. */
  end(): void {
    this.#isOver = true;
    for (const arrived of this.#awaited.values()) arrived.reject(new Error('RabbitMQ went away'));
    this.#awaited.clear();
  }
}
