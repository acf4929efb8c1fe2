import type { Logger } from 'pino';
import type { Consumer, DeadLetter } from './broker.ts';
import type { LetterClaim } from './journal-dead-letters.ts';
import type { Journal } from './journal.ts';
import { retryDelayMs, type RetryDelays } from './retry-delay.ts';
import { settledWithin } from './settled-within.ts';
import { writeOutcome } from './write-outcome.ts';

const pumpAgainAfterMs = 250;

export interface EmbeddedDeadLetterConsumerOptions extends RetryDelays {
  readonly journal: Journal;
  readonly owner: string;
  readonly queues: readonly string[];
  readonly collect: (letter: DeadLetter) => Promise<void>;
  /** How long `stop` waits for the letter under way before it gives it back. */
  readonly drainTimeMaxMs: number;
  readonly log: Pick<Logger, 'warn' | 'error'> | undefined;
}

/** Hands over the dead letters of some queues, one at a time; each leaves the journal once it is collected. */
export class EmbeddedDeadLetterConsumer implements Consumer {
  readonly #options: EmbeddedDeadLetterConsumerOptions;
  /** The position of the letter under way. */
  #underWay: number | undefined;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;
  #abandoned = false;
  #dueAtMs = 0;

  constructor(options: EmbeddedDeadLetterConsumerOptions) {
    this.#options = options;
  }

  /** When there is something to take though nobody writes, in milliseconds of `Date.now()`. */
  get dueAtMs(): number {
    return this.#dueAtMs;
  }

  /** Whether a letter that had to wait is due. */
  isDue(nowMs: number): boolean {
    return this.#dueAtMs <= nowMs;
  }

  /** Takes the next letter when none is under way. */
  pump(): void {
    const { journal, owner, queues } = this.#options;
    this.#dueAtMs = Infinity;
    if (this.#stopped || this.#underWay !== undefined) return;
    const claim = journal.deadLetters.claim(queues, owner, Date.now());
    if (claim) this.#begin(claim);
    else this.#dueAtMs = journal.deadLetters.nextDueAtMs(queues) ?? Infinity;
  }

  /** Tries again soon, after the journal could not be read. */
  pumpLater(nowMs: number): void {
    this.#dueAtMs = nowMs + pumpAgainAfterMs;
  }

  #begin(claim: LetterClaim): void {
    this.#underWay = claim.position;
    this.#work = this.#handOver(claim).finally(() => {
      this.#underWay = undefined;
      // The next letter is taken at the next look.
      this.#dueAtMs = 0;
    });
  }

  async #handOver(claim: LetterClaim): Promise<void> {
    const { journal, log } = this.#options;
    const outcome = await this.#collect(claim);
    const { queue } = claim.letter;
    await writeOutcome(outcome, { journal, queue, log, isAbandoned: () => this.#abandoned });
  }

  async #collect({ position, letter, refusals }: LetterClaim): Promise<() => void> {
    const { journal, owner, collect, log } = this.#options;
    try {
      await collect(letter);
      return () => journal.deadLetters.remove(position, owner);
    } catch (err) {
      const delayMs = retryDelayMs(refusals + 1, this.#options);
      const about = { queue: letter.queue, event: letter.event.id, delayMs, err };
      log?.warn(about, 'a dead letter could not be collected and is handed over again');
      return () => journal.deadLetters.postpone(position, owner, Date.now() + delayMs);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await settledWithin([this.#work], this.#options.drainTimeMaxMs);
    const { journal, owner } = this.#options;
    if (this.#underWay === undefined || !journal.isOpen) return;
    this.#abandoned = true;
    journal.deadLetters.giveBack(this.#underWay, owner);
  }
}
