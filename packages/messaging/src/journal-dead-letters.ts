import type { DatabaseSync } from 'node:sqlite';
import { envelopeSchema } from '@payloom/event-contracts/envelope';
import type { DeadLetter } from './broker.ts';
import { readTries } from './failed-tries.ts';
import { inTransaction } from './journal-file.ts';

/** A dead letter taken for collection. */
export interface LetterClaim {
  readonly position: number;
  readonly letter: DeadLetter;
  /** How often its collection has failed. */
  readonly refusals: number;
}

export interface NewLetter {
  readonly queue: string;
  /** The envelope's JSON. */
  readonly event: string;
  readonly reason: string;
  readonly attempts: number;
  /** The failed tries' JSON. */
  readonly history: string;
  readonly parkedAtMs: number;
}

type Row = Record<string, unknown>;

function prepareStatements(relaxed: DatabaseSync) {
  return {
    insert: relaxed.prepare(
      `insert into dead_letter (queue, event, reason, attempts, history, parked_at_ms) values (?, ?, ?, ?, ?, ?)`,
    ),
    claimable: relaxed.prepare(
      `select * from dead_letter
        where owner is null and due_at_ms <= ? and queue in (select value from json_each(?))
        order by due_at_ms, position limit 1`,
    ),
    claim: relaxed.prepare('update dead_letter set owner = ? where position = ?'),
    nextDue: relaxed.prepare(
      `select due_at_ms from dead_letter
        where owner is null and queue in (select value from json_each(?))
        order by due_at_ms limit 1`,
    ),
    remove: relaxed.prepare('delete from dead_letter where position = ? and owner = ?'),
    postpone: relaxed.prepare(
      `update dead_letter set owner = null, due_at_ms = ?, refusals = refusals + 1
        where position = ? and owner = ?`,
    ),
    giveBack: relaxed.prepare('update dead_letter set owner = null where position = ? and owner = ?'),
  };
}

function readLetter(row: Row): DeadLetter {
  return {
    queue: String(row['queue']),
    event: envelopeSchema.parse(JSON.parse(String(row['event']))),
    reason: String(row['reason']),
    attempts: Number(row['attempts']),
    parkedAt: new Date(Number(row['parked_at_ms'])),
    history: readTries(String(row['history'])),
  };
}

/** The dead letters of all queues, until they are collected. */
export class JournalDeadLetters {
  readonly #relaxed: DatabaseSync;
  readonly #sql: ReturnType<typeof prepareStatements>;

  constructor(relaxed: DatabaseSync) {
    this.#relaxed = relaxed;
    this.#sql = prepareStatements(relaxed);
  }

  insert({ queue, event, reason, attempts, history, parkedAtMs }: NewLetter): void {
    this.#sql.insert.run(queue, event, reason, attempts, history, parkedAtMs);
  }

  /** Takes the oldest letter of these queues that is due, for `owner`. */
  claim(queues: readonly string[], owner: string, nowMs: number): LetterClaim | undefined {
    const names = JSON.stringify(queues);
    // Looks before it locks: there is hardly ever a letter.
    if (this.#sql.claimable.get(nowMs, names) === undefined) return undefined;
    return inTransaction(this.#relaxed, () => {
      const row: Row | undefined = this.#sql.claimable.get(nowMs, names);
      if (!row) return undefined;
      const position = Number(row['position']);
      this.#sql.claim.run(owner, position);
      return { position, letter: readLetter(row), refusals: Number(row['refusals']) };
    });
  }

  /** When the next letter of these queues may be claimed; undefined when there is none. */
  nextDueAtMs(queues: readonly string[]): number | undefined {
    const row = this.#sql.nextDue.get(JSON.stringify(queues));
    return row && Number(row['due_at_ms']);
  }

  /** Ends a letter that was collected. */
  remove(position: number, owner: string): void {
    this.#sql.remove.run(position, owner);
  }

  /** Gives a letter back whose collection failed, to be handed over again from `dueAtMs` on. */
  postpone(position: number, owner: string, dueAtMs: number): void {
    this.#sql.postpone.run(dueAtMs, position, owner);
  }

  /** Gives a letter back as it was. */
  giveBack(position: number, owner: string): void {
    this.#sql.giveBack.run(position, owner);
  }
}
