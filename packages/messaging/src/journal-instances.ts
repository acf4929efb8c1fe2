import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './journal-file.ts';

/** One open broker: mostly a process. */
export interface Instance {
  readonly id: string;
  readonly pid: number;
  readonly seenAtMs: number;
}

function prepareStatements(relaxed: DatabaseSync) {
  return {
    beat: relaxed.prepare('update instance set seen_at_ms = ? where id = ?'),
    join: relaxed.prepare('insert into instance (seen_at_ms, id, pid) values (?, ?, ?)'),
    all: relaxed.prepare('select id, pid, seen_at_ms from instance'),
    leave: relaxed.prepare('delete from instance where id = ?'),
    release: relaxed.prepare(
      'update message set owner = null, crashes = crashes + :crashes where owner = :owner',
    ),
    releaseLetters: relaxed.prepare('update dead_letter set owner = null where owner = ?'),
    startConsuming: relaxed.prepare('insert or ignore into consumer (queue, instance) values (?, ?)'),
    stopConsuming: relaxed.prepare('delete from consumer where queue = ? and instance = ?'),
    stopConsumingAll: relaxed.prepare('delete from consumer where instance = ?'),
  };
}

/** Who has the journal open and consumes which queues, so that what a process took is free when it dies. */
export class JournalInstances {
  readonly #relaxed: DatabaseSync;
  readonly #sql: ReturnType<typeof prepareStatements>;

  constructor(relaxed: DatabaseSync) {
    this.#relaxed = relaxed;
    this.#sql = prepareStatements(relaxed);
  }

  /** Says that an instance is alive, and what it consumes in case others had given it up. */
  beat({ id, pid, seenAtMs }: Instance, queues: Iterable<string>): void {
    inTransaction(this.#relaxed, () => {
      if (this.#sql.beat.run(seenAtMs, id).changes > 0) return;
      this.#sql.join.run(seenAtMs, id, pid);
      for (const queue of queues) this.#sql.startConsuming.run(queue, id);
    });
  }

  startConsuming(id: string, queue: string): void {
    this.#sql.startConsuming.run(queue, id);
  }

  stopConsuming(id: string, queue: string): void {
    this.#sql.stopConsuming.run(queue, id);
  }

  /** Forgets instances that are gone and frees what they had claimed; returns how many there were. */
  releaseGone(isGone: (instance: Instance) => boolean): number {
    const instances = this.#sql.all.all().map((row) => ({
      id: String(row['id']),
      pid: Number(row['pid']),
      seenAtMs: Number(row['seen_at_ms']),
    }));
    const gone = instances.filter(isGone);
    for (const { id } of gone) this.#forget(id, 1);
    return gone.length;
  }

  /** An instance goes as it should: whatever it still has claimed is free. */
  leave(id: string): void {
    this.#forget(id, 0);
  }

  #forget(id: string, crashes: number): void {
    inTransaction(this.#relaxed, () => {
      // Of two that find the same one gone, one counts the crash.
      this.#sql.release.run({ crashes, owner: id });
      this.#sql.releaseLetters.run(id);
      this.#sql.stopConsumingAll.run(id);
      this.#sql.leave.run(id);
    });
  }
}
