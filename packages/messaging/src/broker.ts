import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** What the handling of one delivery came to. A thrown error means: try again later, and at last a dead letter. */
export type Handler = (event: EventEnvelope, delivery: Delivery) => Promise<void>;

export interface Delivery {
  /** 1 for the first try. */
  readonly attempt: number;
}

export interface Subscription {
  /** `<consumer>.<entity>.<purpose>`, such as `payments.wallets.open`; every replica of a consumer shares it. */
  readonly queue: string;
  /** Topic patterns of the event types it wants; see `matchesPattern`. */
  readonly patterns: readonly string[];
  readonly handle: Handler;
  /** Tries before the message is parked as a dead letter. */
  readonly attemptsMax?: number;
}

export interface Consumer {
  /** Takes no more messages, waits for those under way, and resolves. */
  stop(): Promise<void>;
}

export interface DeadLetter {
  readonly queue: string;
  readonly event: EventEnvelope;
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

/**
 * The port between subgraphs and the topic exchange `payloom.events`. Delivery is at least once; messages of one
 * subject reach a queue's handler in the order they were published, one at a time, also across retries.
 */
export interface Broker {
  /** Declares the queue and its bindings; from then on nothing that matches is lost, whether or not anybody consumes. */
  declare(subscription: Pick<Subscription, 'queue' | 'patterns'>): Promise<void>;
  /** Resolves when every event is stored in every bound queue, durably; rejects when that is not certain. */
  publish(events: readonly EventEnvelope[]): Promise<void>;
  /** Declares the queue and starts to handle its messages. */
  consume(subscription: Subscription): Promise<Consumer>;
  /** Whether the broker answers now. */
  ping(): Promise<boolean>;
  /** Stops every consumer and lets go of the connection. */
  close(): Promise<void>;
}
