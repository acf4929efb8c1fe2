import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { ConfirmChannel, Message, Options } from 'amqplib';
import type { AckWindow } from './rabbitmq-acks.ts';
import { delayedProperties, publishConfirmed, timesReturned, type Failures } from './rabbitmq-message.ts';

/** An event in the hands of this process: its message in the queue, the copy in the delay queue, or both. */
export interface HeldMessage {
  readonly event: EventEnvelope;
  readonly content: Buffer;
  failures: Failures;
  /** How often it came back from a consumer that ended. */
  readonly timesReturned: number;
  /** Why it is to become a dead letter, once that is decided. */
  deadReason: string | undefined;
  inQueue: Message | undefined;
  inDelay: Message | undefined;
  copy: 'none' | 'sent' | 'stored';
}

export interface HeldMessagesOptions {
  readonly queueAcks: AckWindow;
  readonly delayAcks: AckWindow;
  readonly delayChannel: ConfirmChannel;
  readonly delayQueue: string;
  /** Messages that stand in the delay queue, at most; RabbitMQ's own bound leaves out those a consumer has. */
  readonly delayLengthMax: number;
}

/**
 * Knows which message belongs to which event of one queue. An event goes to the delay queue by a copy that is stored
 * before the original is acknowledged, so for a moment there are two; after a crash both may be delivered.
 */
export class HeldMessages {
  readonly #options: HeldMessagesOptions;
  readonly #held = new Map<string, HeldMessage>();
  /** Events dealt with before their copy came back from the delay queue. */
  readonly #dealtWith = new Set<string>();
  #delayed = 0;

  constructor(options: HeldMessagesOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#held.size;
  }

  /** The one that has been held longest. */
  get oldest(): HeldMessage | undefined {
    return this.#held.values().next().value;
  }

  /** A message of the queue; undefined when its event is held already, for then the one message is enough. */
  fromQueue(message: Message, event: EventEnvelope, failures: Failures): HeldMessage | undefined {
    if (!this.#held.has(event.id)) return this.#hold(event, { inQueue: message, message, failures });
    this.#options.queueAcks.ack(message);
    return undefined;
  }

  /** A message of the delay queue; undefined when it is the copy of an event that is held already, or dealt with. */
  fromDelay(message: Message, event: EventEnvelope, failures: Failures): HeldMessage | undefined {
    const held = this.#held.get(event.id);
    if (held && held.copy !== 'none' && !held.inDelay) held.inDelay = message;
    else if (held || this.#dealtWith.delete(event.id)) this.#options.delayAcks.ack(message);
    else return this.#hold(event, { inDelay: message, message, failures });
    return undefined;
  }

  /** Moves an event to the delay queue. Resolves with whether it stands there now. */
  async delay(held: HeldMessage): Promise<boolean> {
    if (held.copy !== 'none' || held.inDelay) return true;
    const { delayChannel, delayQueue, delayLengthMax, queueAcks } = this.#options;
    if (this.#delayed >= delayLengthMax) return false;
    const properties: Options.Publish = delayedProperties(held.event, held.failures);
    held.copy = 'sent';
    this.#delayed += 1;
    try {
      const to = { exchange: '', routingKey: delayQueue };
      await publishConfirmed(delayChannel, to, held.content, properties);
    } catch {
      held.copy = 'none';
      if (this.#held.get(held.event.id) === held) this.#delayed -= 1;
      this.#dealtWith.delete(held.event.id);
      return false;
    }
    held.copy = 'stored';
    if (held.inQueue) queueAcks.ack(held.inQueue);
    held.inQueue = undefined;
    return true;
  }

  /** The event is dealt with: it is acknowledged wherever it stands. */
  settle(held: HeldMessage): void {
    this.#held.delete(held.event.id);
    if (held.inDelay || held.copy !== 'none') this.#delayed -= 1;
    if (held.inQueue) this.#options.queueAcks.ack(held.inQueue);
    if (held.inDelay) this.#options.delayAcks.ack(held.inDelay);
    else if (held.copy !== 'none') this.#dealtWith.add(held.event.id);
    held.inQueue = undefined;
  }

  #hold(
    event: EventEnvelope,
    found: { message: Message; inQueue?: Message; inDelay?: Message; failures: Failures },
  ): HeldMessage {
    const held: HeldMessage = {
      event,
      content: found.message.content,
      failures: found.failures,
      timesReturned: timesReturned(found.message),
      deadReason: undefined,
      inQueue: found.inQueue,
      inDelay: found.inDelay,
      copy: 'none',
    };
    this.#held.set(event.id, held);
    if (held.inDelay) this.#delayed += 1;
    return held;
  }
}
