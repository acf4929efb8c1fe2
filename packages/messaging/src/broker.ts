import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** What the handling of one delivery came to. A thrown error means: try again later, and at last a dead letter. */
export type Handler = (event: EventEnvelope, delivery: Delivery) => Promise<void>;

/**
 * Handles several events at once, all or nothing: a rejection says that none of them had an effect. Each of them is
 * then handed to the single handler. Events of one subject stand in their order.
 */
export type BatchHandler = (events: readonly EventEnvelope[]) => Promise<void>;

export interface Delivery {
  /** 1 for the first try. */
  readonly attempt: number;
}

/** Which events a queue collects. */
export interface QueueBinding {
  /** `<consumer>.<entity>.<purpose>`, such as `payments.wallets.open`; every replica of a consumer shares it. */
  readonly queue: string;
  /** Topic patterns of the event types it wants; see `matchesPattern`. */
  readonly patterns: readonly string[];
}

export interface Subscription extends QueueBinding {
  readonly handle: Handler;
  readonly handleBatch?: BatchHandler | undefined;
  /** Events handed to `handleBatch` at once, at most. */
  readonly batchSizeMax?: number | undefined;
  /** How long after a batch of several events the next begins, at the earliest: where many come, it gathers more. RabbitMQ only. */
  readonly batchEveryMs?: number | undefined;
  /** Tries before the message is parked as a dead letter. */
  readonly attemptsMax?: number | undefined;
}

export interface Consumer {
  /** Takes no more messages, waits for those under way, and resolves. */
  stop(): Promise<void>;
}

/** Thrown by a handler for an event that no later try could handle either: it becomes a dead letter at once. */
export class UnhandleableEvent extends Error {
  override name = 'UnhandleableEvent';
}

export interface FailedTry {
  readonly attempt: number;
  readonly at: Date;
  readonly reason: string;
}

/** An event that a consumer could not handle. */
export interface DeadLetter {
  readonly queue: string;
  readonly event: EventEnvelope;
  /** Why the last try failed. */
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: Date;
  /** The tries that are remembered, oldest first; those before a crash may be missing. */
  readonly history: readonly FailedTry[];
}

/** How many messages of a consumer stand where, now. */
export interface QueueState {
  readonly queue: string;
  /** Not handled yet, those under way included. */
  readonly waiting: number;
  /** Of those waiting, how many failed before, or stand behind one of their subject that did. */
  readonly delayed: number;
  /** Of those waiting, how many a consumer has in hand for the first time; the others are ready, or delayed. */
  readonly underWay: number;
  /** When the oldest of those waiting happened; undefined when none waits, or nobody can say. */
  readonly oldestAt: Date | undefined;
  /** Dead letters that nobody has collected yet. */
  readonly deadLetters: number;
  /** Processes that consume it, standing by included. */
  readonly consumers: number;
}

/**
 * The port between subgraphs and the topic exchange `payloom.events`. Delivery is at least once; messages of one
 * subject reach a queue's handler in the order they were published, one at a time, also across retries and replicas.
 */
export interface Broker {
  /** Declares the queues and their bindings; from then on nothing that matches is lost, whether or not anybody consumes. */
  declare(...bindings: readonly QueueBinding[]): Promise<void>;
  /**
   * Resolves when every event is stored in every bound queue, durably; rejects when that is not certain. Of two events
   * of one subject the later one is never stored without the earlier one, also across calls that overlap.
   */
  publish(events: readonly EventEnvelope[]): Promise<void>;
  /** Declares the queue and starts to handle its messages. */
  consume(subscription: Subscription): Promise<Consumer>;
  /** Hands over the dead letters of these queues, one by one; each is kept until `collect` has resolved for it. */
  consumeDeadLetters(
    queues: readonly string[],
    collect: (letter: DeadLetter) => Promise<void>,
  ): Promise<Consumer>;
  /** Puts an event into the queue of one consumer alone, durably. Rejects when there is no such queue. */
  redeliver(queue: string, event: EventEnvelope): Promise<void>;
  /** Looks at the queues; one that does not exist is left out. */
  inspect(queues: readonly string[]): Promise<QueueState[]>;
  /** Whether the broker answers now. */
  ping(): Promise<boolean>;
  /** Stops every consumer and lets go of the connection. */
  close(): Promise<void>;
}
