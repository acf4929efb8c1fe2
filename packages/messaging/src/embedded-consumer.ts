import { matchesPattern } from '@payloom/event-contracts/envelope';
import type { Logger } from 'pino';
import { UnhandleableEvent, type Consumer, type Subscription } from './broker.ts';
import { reasonOf, rememberTry } from './failed-tries.ts';
import { suspectCrashes } from './journal-schema.ts';
import type { Claim, ClaimKind, Failure, Journal } from './journal.ts';
import { retryDelayMs, type RetryDelays } from './retry-delay.ts';
import { settledWithin } from './settled-within.ts';
import { Slots } from './slots.ts';
import { writeOutcome } from './write-outcome.ts';

const pumpAgainAfterMs = 250;
const batchSizeMaxByDefault = 100;

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
  /** Called when there is a new dead letter. */
  readonly onParked: () => void;
}

/** Takes the messages of one queue from the journal and hands them to the handler, several subjects at a time. */
export class EmbeddedConsumer implements Consumer {
  readonly #options: EmbeddedConsumerOptions;
  readonly #slots: Slots;
  /** Positions of the messages this consumer has taken. */
  readonly #underWay = new Set<number>();
  readonly #works = new Set<Promise<void>>();
  #batchIsUnderWay = false;
  #stopped = false;
  #abandoned = false;
  #dueAtMs = 0;

  constructor(options: EmbeddedConsumerOptions) {
    this.#options = options;
    this.#slots = new Slots(options.concurrencyMax);
  }

  get queue(): string {
    return this.#options.subscription.queue;
  }

  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** When there is something to take though nobody writes, in milliseconds of `Date.now()`. */
  get dueAtMs(): number {
    return this.#dueAtMs;
  }

  /** Whether a message that had to wait is due. */
  isDue(nowMs: number): boolean {
    return this.#dueAtMs <= nowMs;
  }

  /** Whether a message is due that is to be tried alone. */
  hasSuspect(nowMs: number): boolean {
    return !this.#stopped && this.#options.journal.hasSuspect(this.queue, nowMs);
  }

  /** Takes what can be taken now; of the suspects one. */
  pump(kind: ClaimKind = 'others'): void {
    const { journal, owner } = this.#options;
    // A full consumer needs no clock: it pumps again when a message is settled.
    this.#dueAtMs = Infinity;
    if (this.#stopped || this.#batchIsUnderWay) return;
    const free = this.#takenMax - this.#underWay.size;
    if (free <= 0) return;
    const claims = journal.claim(kind, this.queue, owner, kind === 'suspects' ? 1 : free, Date.now());
    this.#begin(claims);
    if (claims.length < free) this.#dueAtMs = journal.nextDueAtMs(this.queue) ?? Infinity;
  }

  /** Tries again soon, after the journal could not be read. */
  pumpLater(nowMs: number): void {
    this.#dueAtMs = nowMs + pumpAgainAfterMs;
  }

  get #takenMax(): number {
    const { concurrencyMax, subscription } = this.#options;
    if (!subscription.handleBatch) return concurrencyMax;
    return subscription.batchSizeMax ?? batchSizeMaxByDefault;
  }

  #begin(claims: readonly Claim[]): void {
    for (const { position } of claims) this.#underWay.add(position);
    const { handleBatch } = this.#options.subscription;
    const fresh = handleBatch ? claims.filter((claim) => claim.attempt === 1 && this.#isWanted(claim)) : [];
    const together = fresh.length > 1 ? fresh : [];
    for (const claim of claims) if (!together.includes(claim)) this.#track(this.#handleInTurn(claim));
    if (handleBatch && together.length > 0) {
      this.#track(this.#handleTogether(together, () => handleBatch(together.map(({ event }) => event))));
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#works.delete(tracked));
    this.#works.add(tracked);
  }

  /** A rejected batch had no effect and is no try: each of its messages has its first one alone. */
  async #handleTogether(claims: readonly Claim[], handleBatch: () => Promise<void>): Promise<void> {
    const { log } = this.#options;
    this.#batchIsUnderWay = true;
    let isHandled = false;
    try {
      await handleBatch();
      isHandled = true;
    } catch (err) {
      log?.warn(
        { queue: this.queue, messages: claims.length, err },
        'a batch failed and is handled one by one',
      );
    }
    if (isHandled) await this.#finish(claims);
    this.#batchIsUnderWay = false;
    if (isHandled) this.#settled(claims);
    else await Promise.all(claims.map((claim) => this.#handleInTurn(claim)));
  }

  #handleInTurn(claim: Claim): Promise<void> {
    return this.#slots.run(async () => {
      await this.#handle(claim);
      this.#settled([claim]);
    });
  }

  async #handle(claim: Claim): Promise<void> {
    const { journal, owner, subscription } = this.#options;
    if (this.#stopped) return this.#write(() => journal.giveBack(claim.position, owner, false));
    if (!this.#isWanted(claim)) return this.#finish([claim]);
    if (this.#isDeadly(claim)) return this.#parkDeadly(claim);
    try {
      await subscription.handle(claim.event, { attempt: claim.attempt });
    } catch (error) {
      return this.#failed(claim, error);
    }
    await this.#finish([claim]);
  }

  /** Messages may be left from patterns the queue has no more. */
  #isWanted({ event }: Claim): boolean {
    return this.#options.subscription.patterns.some((pattern) => matchesPattern(pattern, event.type));
  }

  /** A message that ends the process each time, also when tried alone, leaves no failure behind, only claims. */
  #isDeadly({ attempt, crashes }: Claim): boolean {
    return attempt > this.#attemptsMax && crashes > suspectCrashes;
  }

  #parkDeadly(claim: Claim): Promise<void> {
    const reason = `The process ended during each of the last ${claim.crashes} tries`;
    return this.#park(claim, { reason, attempts: claim.attempt - 1, history: claim.history });
  }

  get #attemptsMax(): number {
    return this.#options.subscription.attemptsMax ?? this.#options.attemptsMax;
  }

  async #failed(claim: Claim, error: unknown): Promise<void> {
    const { journal, owner, log } = this.#options;
    const { position, event, attempt } = claim;
    const [at, reason] = [new Date(), reasonOf(error)];
    const history = rememberTry(claim.history, { attempt, at, reason });
    const failure = { reason, attempts: attempt, history };
    if (attempt >= this.#attemptsMax || error instanceof UnhandleableEvent) {
      return this.#park(claim, failure, error);
    }
    const delayMs = retryDelayMs(attempt, this.#options);
    const about = { queue: this.queue, event: event.id, type: event.type, attempt, delayMs, err: error };
    log?.warn(about, 'a message could not be handled and is tried again');
    await this.#write(() => journal.postpone(position, owner, failure, at.getTime() + delayMs));
  }

  async #park({ position, event }: Claim, failure: Failure, err?: unknown): Promise<void> {
    const { journal, owner, log, onParked } = this.#options;
    const { attempts, reason } = failure;
    const about = { queue: this.queue, event: event.id, type: event.type, attempts, reason, err };
    log?.error(about, 'no try could handle a message, it is now a dead letter');
    await this.#write(() => journal.park(position, owner, failure, Date.now()));
    onParked();
  }

  #finish(claims: readonly Claim[]): Promise<void> {
    const { journal, owner } = this.#options;
    const positions = claims.map(({ position }) => position);
    return this.#write(() => journal.finish(positions, owner));
  }

  #write(outcome: () => void): Promise<void> {
    const { journal, log } = this.#options;
    return writeOutcome(outcome, { journal, log, queue: this.queue, isAbandoned: () => this.#abandoned });
  }

  #settled(claims: readonly Claim[]): void {
    for (const { position } of claims) this.#underWay.delete(position);
    this.#options.onSettled(this.queue);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await settledWithin(this.#works, this.#options.drainTimeMaxMs);
    const { journal, owner, log } = this.#options;
    if (this.#underWay.size === 0 || !journal.isOpen) return;
    log?.warn({ queue: this.queue, messages: this.#underWay.size }, 'stopped with messages under way');
    this.#abandoned = true;
    for (const position of this.#underWay) journal.giveBack(position, owner, true);
  }
}
