import { beforeFirst, type OutboxBatch } from './outbox-batch.ts';

interface Reached {
  readonly sequence: bigint;
  /** Once every transaction with an earlier id has ended, no row can appear before the place any more. */
  readonly safeFrom: bigint;
}

/** Places not known to be safe yet, while an old transaction goes on; beyond it the newest stands for those before. */
const reachedMax = 1_000;

/**
 * How far the outbox has been read for good. A transaction may draw a number and commit when rows with higher numbers have
 * been taken: the place moves behind rows only when every transaction has ended that was under way when they were taken.
 * Until then it is looked before them again, and what appears there is found before anything recorded after it.
 */
export class OutboxPlace {
  #after = BigInt(beforeFirst);
  #reached: Reached[] = [];

  /** All rows up to this one were taken; none appears there any more. */
  get after(): string {
    return String(this.#after);
  }

  /** Notes what a look behind `after` has taken. */
  took({ rows, ids, behind }: OutboxBatch): void {
    const last = rows.at(-1);
    const safe = this.#reached.filter(({ safeFrom }) => safeFrom <= ids.endedBefore);
    this.#reached = this.#reached.slice(safe.length);
    for (const { sequence } of safe) {
      // A look that left rows behind says nothing of what stands behind the last one it took.
      const isTaken = behind === 'nothing' || (last !== undefined && sequence <= BigInt(last.sequence));
      if (isTaken && sequence > this.#after) this.#after = sequence;
    }
    if (last === undefined || ids.givenBefore === undefined) return;
    if (this.#reached.length === reachedMax) this.#reached.pop();
    this.#reached.push({ sequence: BigInt(last.sequence), safeFrom: ids.givenBefore });
  }
}
