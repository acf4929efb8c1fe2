import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Consumer, Subscription } from './broker.ts';
import type { Claim, Journal } from './journal.ts';
import { retryDelayMs, type RetryDelays } from './retry-delay.ts';

const settleAgainAfterMs = 250;
const reasonLengthMax = 2_000;

export interface EmbeddedConsumerOptions extends RetryDelays {
  readonly journal: Journal;
  readonly owner: string;
  readonly subscription: Subscription;
  readonly concurrencyMax: number;
  readonly attemptsMax: number;
  /** How long `stop` waits for messages under way before it gives them back. */
  readonly drainTimeMaxMs: number;
  readonly log: Pick<Logger, 'warn' | 'error'> | undefined;
  /** Called when a message of the queue was settled: another consumer of it may go on. */
  readonly onSettled: (queue: string) => void;
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reason.slice(0, reasonLengthMax);
}

/** Takes the messages of one queue from the journal and hands them to the handler, several subjects at a time. */
export class EmbeddedConsumer implements Consumer {
  readonly #options: EmbeddedConsumerOptions;
  readonly #underWay = new Map<number, Promise<void>>();
  #stopped = false;
  #dueAtMs = 0;

  constructor(options: EmbeddedConsumerOptions) {
    this.#options = options;
  }

  get queue(): string {
    return this.#options.subscription.queue;
  }

  /** Whether a message that had to wait is due. */
  isDue(nowMs: number): boolean {
    return this.#dueAtMs <= nowMs;
  }

  /** Takes what can be taken now. */
  pump(): void {
    const { journal, owner, concurrencyMax } = this.#options;
    const free = concurrencyMax - this.#underWay.size;
    // A full consumer needs no clock: it pumps again when a message is settled.
    this.#dueAtMs = Infinity;
    if (this.#stopped || free <= 0) return;
    for (const claim of journal.claim(this.queue, owner, free, Date.now())) {
      const handled = this.#handle(claim).finally(() => {
        this.#underWay.delete(claim.position);
        this.#options.onSettled(this.queue);
      });
      this.#underWay.set(claim.position, handled);
    }
    if (this.#underWay.size < concurrencyMax) this.#dueAtMs = journal.nextDueAtMs(this.queue) ?? Infinity;
  }

  /** Tries again soon, after the journal could not be read. */
  pumpLater(nowMs: number): void {
    this.#dueAtMs = nowMs + settleAgainAfterMs;
  }

  async #handle(claim: Claim): Promise<void> {
    const { journal, owner, subscription } = this.#options;
    let settle = () => journal.finish(claim.position, owner);
    try {
      this.#refuseDeadly(claim);
      await subscription.handle(claim.event, { attempt: claim.attempt });
    } catch (error) {
      settle = this.#afterFailure(claim, error);
    }
    await this.#settle(settle);
  }

  /** A message that ends the process each time leaves no failure behind, only claims. */
  #refuseDeadly({ attempt }: Claim): void {
    if (attempt > this.#attemptsMax) throw new Error(`The process ended during each of ${attempt - 1} tries`);
  }

  get #attemptsMax(): number {
    return this.#options.subscription.attemptsMax ?? this.#options.attemptsMax;
  }

  #afterFailure({ position, event, attempt }: Claim, error: unknown): () => void {
    const { journal, owner, log } = this.#options;
    const about = { queue: this.queue, event: event.id, type: event.type, attempt, err: error };
    if (attempt >= this.#attemptsMax) {
      log?.error(about, 'the last try failed, the message is now a dead letter');
      return () => journal.park(position, owner, reasonOf(error), Date.now());
    }
    const delayMs = retryDelayMs(attempt, this.#options);
    log?.warn({ ...about, delayMs }, 'a message could not be handled and is tried again');
    return () => journal.postpone(position, owner, Date.now() + delayMs);
  }

  /** Until it is written down the message counts as under way, so a full disk slows the consumer and loses nothing. */
  async #settle(settle: () => void): Promise<void> {
    const { journal, log } = this.#options;
    while (journal.isOpen) {
      try {
        settle();
        return;
      } catch (err) {
        log?.error({ err, queue: this.queue }, 'the outcome of a message could not be written down');
        await delay(settleAgainAfterMs);
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const controller = new AbortController();
    const drained = Promise.allSettled(this.#underWay.values());
    const tooLong = delay(this.#options.drainTimeMaxMs, undefined, { signal: controller.signal }).catch(
      () => undefined,
    );
    await Promise.race([drained, tooLong]);
    controller.abort();
    const { journal, owner, log } = this.#options;
    if (this.#underWay.size === 0 || !journal.isOpen) return;
    log?.warn({ queue: this.queue, messages: this.#underWay.size }, 'stopped with messages under way');
    for (const position of this.#underWay.keys()) journal.postpone(position, owner, 0);
  }
}
