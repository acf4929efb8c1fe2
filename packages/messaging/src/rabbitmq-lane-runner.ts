import { UnhandleableEvent, type Subscription } from './broker.ts';
import { reasonOf } from './failed-tries.ts';
import type { BrokerLog } from './rabbitmq-connection.ts';
import type { HeldMessage } from './rabbitmq-held-messages.ts';
import { withFailure } from './rabbitmq-message.ts';
import { isSuspect } from './rabbitmq-session.ts';
import { retryDelayMs, type RetryDelays } from './retry-delay.ts';
import { Slots } from './slots.ts';
import { SubjectLanes, type Lane } from './subject-lanes.ts';

const batchSizeMaxDefault = 100;
/** One batch is committed while the next one gathers. */
const batchesUnderWayMax = 2;

/** Where messages come from and go to. */
export interface MessageSource {
  readonly isOver: boolean;
  delay(held: HeldMessage): Promise<boolean>;
  /** Tries a message so that it can be told what ended the process. */
  watch(held: HeldMessage, handle: () => Promise<void>): Promise<void>;
  settle(held: HeldMessage): void;
  park(held: HeldMessage, reason: string): Promise<void>;
}

export interface LaneRunnerOptions extends RetryDelays {
  readonly subscription: Subscription;
  readonly attemptsMax: number;
  /** Messages handled at the same time, each of another subject. */
  readonly concurrencyMax: number;
  readonly log: BrokerLog | undefined;
}

type HeldLane = Lane<HeldMessage>;

/** Hands messages to the handler of a subscription: each subject in order, several subjects at a time. */
export class LaneRunner {
  readonly #options: LaneRunnerOptions;
  readonly #lanes = new SubjectLanes<HeldMessage>(() => this.#pump());
  readonly #moving = new Set<HeldLane>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #suspects = new Slots(1);
  #source: MessageSource | undefined;
  #single = 0;
  #batches = 0;
  #willPump = false;
  #batchNotBefore = 0;
  #batchTimer: NodeJS.Timeout | undefined;

  constructor(options: LaneRunnerOptions) {
    this.#options = options;
  }

  /** Begins to handle what is added. */
  begin(source: MessageSource): void {
    this.#source = source;
    this.#pump();
  }

  /** Starts nothing more; resolves when everything under way has ended. */
  async letGo(): Promise<void> {
    this.#source = undefined;
    clearTimeout(this.#batchTimer);
    this.#lanes.clear();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  get underWayCount(): number {
    return this.#underWay.size;
  }

  /** Of the messages held, how many failed before or stand behind one that did. */
  get delayedCount(): number {
    let count = 0;
    for (const { items } of this.#lanes.lanes)
      if ((items[0]?.failures.attempts ?? 0) > 0) count += items.length;
    return count;
  }

  add(held: HeldMessage): void {
    const lane = this.#lanes.push(held.event.subject, held);
    if (held.failures.attempts > 0 || held.deadReason !== undefined || isSuspect(held))
      this.#lanes.makeAlone(lane, lane.items.length);
    if (lane.state === 'held') void this.#moveToDelayQueue(lane);
    if (this.#willPump) return;
    // What RabbitMQ delivers in one piece may go in one batch.
    this.#willPump = true;
    queueMicrotask(() => {
      this.#willPump = false;
      this.#pump();
    });
  }

  #pump(): void {
    const source = this.#source;
    if (!source || source.isOver) return;
    const { handleBatch } = this.#options.subscription;
    while (handleBatch && this.#batches < batchesUnderWayMax && this.#isBatchDue()) {
      const batch = this.#gather();
      if (batch.length === 0) break;
      this.#batches += 1;
      this.#noteBatch(batch);
      this.#run(this.#handleBatch(source, handleBatch, batch).finally(() => (this.#batches -= 1)));
    }
    while (this.#single < this.#options.concurrencyMax) {
      const lane = this.#lanes.takeAlone() ?? (handleBatch ? undefined : this.#lanes.take());
      if (!lane) break;
      this.#single += 1;
      this.#run(this.#handleHead(source, lane).finally(() => (this.#single -= 1)));
    }
  }

  /** After an event that came alone, the next one is not kept waiting. */
  #noteBatch(batch: readonly { messages: readonly HeldMessage[] }[]): void {
    const { batchEveryMs = 0 } = this.#options.subscription;
    const isOfSeveral = batch.length > 1 || (batch[0]?.messages.length ?? 0) > 1;
    this.#batchNotBefore = isOfSeveral ? performance.now() + batchEveryMs : 0;
  }

  /** Whether a batch may begin; where it may not yet, it is looked again then. */
  #isBatchDue(): boolean {
    const inMs = this.#batchNotBefore - performance.now();
    if (inMs <= 0) return true;
    this.#batchTimer ??= setTimeout(() => {
      this.#batchTimer = undefined;
      this.#pump();
    }, inMs);
    return false;
  }

  #run(work: Promise<void>): void {
    const done = work.finally(() => {
      this.#underWay.delete(done);
      this.#pump();
    });
    this.#underWay.add(done);
  }

  /** The first messages of lanes that are ready, with how many of each. */
  #gather(): { lane: HeldLane; messages: HeldMessage[] }[] {
    const { batchSizeMax = batchSizeMaxDefault } = this.#options.subscription;
    const batch: { lane: HeldLane; messages: HeldMessage[] }[] = [];
    for (let free = batchSizeMax; free > 0;) {
      const lane = this.#lanes.take();
      if (!lane) break;
      const messages = lane.items.slice(0, free);
      free -= messages.length;
      batch.push({ lane, messages });
    }
    return batch;
  }

  async #handleBatch(
    source: MessageSource,
    handleBatch: NonNullable<Subscription['handleBatch']>,
    batch: { lane: HeldLane; messages: HeldMessage[] }[],
  ): Promise<void> {
    try {
      await handleBatch(batch.flatMap(({ messages }) => messages.map(({ event }) => event)));
    } catch (err) {
      const { queue } = this.#options.subscription;
      this.#options.log?.warn({ err, queue }, 'a batch could not be handled, its events go one by one');
      for (const { lane, messages } of batch) {
        lane.alone = messages.length;
        this.#lanes.release(lane, 0);
      }
      return;
    }
    for (const { lane, messages } of batch) this.#finish(source, lane, messages);
  }

  async #handleHead(source: MessageSource, lane: HeldLane): Promise<void> {
    const [held] = lane.items;
    if (!held) return this.#lanes.release(lane, 0);
    if (held.deadReason !== undefined) return this.#park(source, lane, held, held.deadReason);
    try {
      await this.#attempt(source, held);
    } catch (error) {
      return this.#fail(source, lane, held, error);
    }
    this.#finish(source, lane, [held]);
  }

  async #attempt(source: MessageSource, held: HeldMessage): Promise<void> {
    const { handle } = this.#options.subscription;
    const run = () => handle(held.event, { attempt: held.failures.attempts + 1 });
    // Of two at a time it would not be clear which one ended the process.
    await (isSuspect(held) ? this.#suspects.run(() => source.watch(held, run)) : run());
  }

  #finish(source: MessageSource, lane: HeldLane, messages: readonly HeldMessage[]): void {
    for (const held of messages) source.settle(held);
    this.#lanes.release(lane, messages.length);
  }

  async #fail(source: MessageSource, lane: HeldLane, held: HeldMessage, error: unknown): Promise<void> {
    const { attemptsMax, subscription, log } = this.#options;
    const reason = reasonOf(error);
    held.failures = withFailure(held.failures, reason, new Date());
    const attempt = held.failures.attempts;
    const about = {
      queue: subscription.queue,
      event: held.event.id,
      type: held.event.type,
      attempt,
      err: error,
    };
    if (error instanceof UnhandleableEvent || attempt >= attemptsMax) {
      log?.error(about, 'an event could not be handled and becomes a dead letter');
      return this.#park(source, lane, held, reason);
    }
    const delayMs = this.#hold(lane, attempt);
    log?.warn({ ...about, delayMs }, 'an event could not be handled and is tried again');
  }

  async #park(source: MessageSource, lane: HeldLane, held: HeldMessage, reason: string): Promise<void> {
    held.deadReason = reason;
    try {
      await source.park(held, reason);
    } catch (err) {
      const { queue } = this.#options.subscription;
      this.#options.log?.warn({ err, queue, event: held.event.id }, 'a dead letter could not be stored yet');
      this.#hold(lane, held.failures.attempts);
      return;
    }
    this.#lanes.release(lane, 1);
  }

  #hold(lane: HeldLane, attempt: number): number {
    const delayMs = retryDelayMs(attempt, this.#options);
    if (!this.#source) return delayMs;
    this.#lanes.hold(lane, delayMs);
    void this.#moveToDelayQueue(lane);
    return delayMs;
  }

  /**
   * Puts what waits in a lane into the delay queue, so that it takes no room among the messages that may run. One after
   * the other from the front: the delay queue comes first after a crash, so nothing may overtake there. What finds no
   * room stays where it is and is tried again from there.
   */
  async #moveToDelayQueue(lane: HeldLane): Promise<void> {
    if (this.#moving.has(lane)) return;
    this.#moving.add(lane);
    const source = this.#source;
    while (source && !source.isOver && lane.state === 'held') {
      const next = lane.items.find((held) => held.copy === 'none' && !held.inDelay);
      if (!next || !(await source.delay(next))) break;
    }
    this.#moving.delete(lane);
  }
}
