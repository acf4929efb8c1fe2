import type { EmbeddedConsumer } from './embedded-consumer.ts';

interface Trial {
  readonly consumer: EmbeddedConsumer;
  readonly sinceMs: number;
  readonly hasBegun: boolean;
}

/**
 * A message that was under way each time when processes ended is a suspect: it may be the cause, or have been beside it.
 * Each suspect is tried while nothing else is under way here, so that a message which ends processes takes no other
 * with it into the dead letters.
 */
export class Quarantine {
  readonly #consumers: ReadonlySet<EmbeddedConsumer>;
  readonly #trialTimeMaxMs: number;
  #trial: Trial | undefined;

  /** The others wait at most `trialTimeMaxMs` for a trial, so that a handler that hangs does not hold up the process. */
  constructor(consumers: ReadonlySet<EmbeddedConsumer>, trialTimeMaxMs: number) {
    this.#consumers = consumers;
    this.#trialTimeMaxMs = trialTimeMaxMs;
  }

  /** Looks whether there is a suspect; the other messages wait from then on. */
  look(nowMs: number): void {
    if (this.#trial) return;
    const consumer = [...this.#consumers].find((each) => each.hasSuspect(nowMs));
    this.#trial = consumer && { consumer, sinceMs: nowMs, hasBegun: false };
  }

  /** Carries the trials on as far as they go now, and says whether the other messages still have to wait. */
  blocks(nowMs: number): boolean {
    while (this.#trial) {
      const { consumer, sinceMs, hasBegun } = this.#trial;
      const isQuiet = [...this.#consumers].every((each) => !each.isBusy);
      if (!isQuiet && nowMs - sinceMs <= this.#trialTimeMaxMs) return true;
      if (!hasBegun) {
        this.#trial = { consumer, sinceMs: nowMs, hasBegun: true };
        consumer.pump('suspects');
        continue;
      }
      this.#trial = undefined;
      // Where one hangs, the others have their turn until the next look.
      if (isQuiet) this.look(nowMs);
    }
    return false;
  }
}
