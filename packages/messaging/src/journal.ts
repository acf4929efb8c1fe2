import type { DatabaseSync } from 'node:sqlite';
import { envelopeSchema, matchesPattern, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { DeadLetter } from './broker.ts';
import { inTransaction, openJournalFile } from './journal-file.ts';

/** A message taken for handling. */
export interface Claim {
  readonly position: number;
  readonly event: EventEnvelope;
  /** 1 for the first try. */
  readonly attempt: number;
}

type Row = Record<string, unknown>;

const readEvent = (row: Row): EventEnvelope => envelopeSchema.parse(JSON.parse(String(row['event'])));
const deadLettersReadMax = 1_000;
/** Free pages that stay in the file for the messages to come: 4 MiB. */
const freePagesKept = 1_024;

function publishingStatements(durable: DatabaseSync) {
  return {
    unbind: durable.prepare('delete from binding where queue = ?'),
    bind: durable.prepare('insert or ignore into binding (queue, pattern) values (?, ?)'),
    bindings: durable.prepare('select queue, pattern from binding order by queue'),
    append: durable.prepare(
      `insert into message (queue, subject, event, head) values
         (:queue, :subject, :event, not exists (select 1 from message where queue = :queue and subject = :subject))`,
    ),
  };
}

function deliveryStatements(relaxed: DatabaseSync) {
  return {
    version: relaxed.prepare('pragma data_version'),
    claimable: relaxed.prepare(
      `select position, event, attempts from message
        where queue = ? and head = 1 and owner is null and due_at_ms <= ?
        order by due_at_ms desc, position limit ?`,
    ),
    claim: relaxed.prepare('update message set owner = ?, attempts = attempts + 1 where position = ?'),
    nextDue: relaxed.prepare(
      `select due_at_ms from message where queue = ? and head = 1 and owner is null
        order by due_at_ms asc limit 1`,
    ),
    remove: relaxed.prepare(
      'delete from message where position = ? and owner = ? returning queue, subject, event, attempts',
    ),
    promote: relaxed.prepare(
      `update message set head = 1 where position =
         (select min(position) from message where queue = ? and subject = ?)`,
    ),
    postpone: relaxed.prepare(
      'update message set owner = null, due_at_ms = ? where position = ? and owner = ?',
    ),
    park: relaxed.prepare(
      'insert into dead_letter (queue, event, reason, attempts, parked_at_ms) values (?, ?, ?, ?, ?)',
    ),
    deadLetters: relaxed.prepare('select * from dead_letter order by position desc limit ?'),
  };
}

function instanceStatements(relaxed: DatabaseSync) {
  return {
    beat: relaxed.prepare(
      `insert into instance (id, pid, seen_at_ms) values (?, ?, ?)
         on conflict (id) do update set seen_at_ms = excluded.seen_at_ms`,
    ),
    instances: relaxed.prepare('select id, pid, seen_at_ms from instance'),
    forget: relaxed.prepare('delete from instance where id = ?'),
    release: relaxed.prepare('update message set owner = null where owner = ?'),
    freePages: relaxed.prepare('pragma freelist_count'),
  };
}

function prepareStatements(durable: DatabaseSync, relaxed: DatabaseSync) {
  return { ...publishingStatements(durable), ...deliveryStatements(relaxed), ...instanceStatements(relaxed) };
}

/** The durable state of the embedded broker: bindings, one queue of messages per consumer, dead letters. */
export class Journal {
  readonly #durable: DatabaseSync;
  readonly #relaxed: DatabaseSync;
  readonly #sql: ReturnType<typeof prepareStatements>;

  constructor(path: string) {
    const { durable, relaxed } = openJournalFile(path);
    this.#durable = durable;
    this.#relaxed = relaxed;
    this.#sql = prepareStatements(durable, relaxed);
  }

  /** Makes `patterns` the bindings of `queue`; a pattern it had before and has no more is unbound. */
  declare(queue: string, patterns: readonly string[]): void {
    inTransaction(this.#durable, () => {
      this.#sql.unbind.run(queue);
      for (const pattern of patterns) this.#sql.bind.run(queue, pattern);
    });
  }

  /** Stores each event in every queue with a binding that matches; on the disk when it returns, all or nothing. */
  append(events: readonly EventEnvelope[]): void {
    inTransaction(this.#durable, () => {
      const bindings = this.#sql.bindings
        .all()
        .map((row) => ({ queue: String(row['queue']), pattern: String(row['pattern']) }));
      for (const event of events) {
        const matching = bindings.filter(({ pattern }) => matchesPattern(pattern, event.type));
        for (const queue of new Set(matching.map((binding) => binding.queue))) {
          this.#sql.append.run({ queue, subject: event.subject, event: JSON.stringify(event) });
        }
      }
    });
  }

  /** Changes whenever another connection has written: another process, or publishing in this one. */
  version(): number {
    return Number(this.#sql.version.get()?.['data_version']);
  }

  /** Takes at most `limit` messages that are due, each the oldest of its subject, for `owner`. */
  claim(queue: string, owner: string, limit: number, nowMs: number): Claim[] {
    // Looks before it locks: most wake-ups are about somebody else's queue.
    if (this.#sql.claimable.get(queue, nowMs, 1) === undefined) return [];
    return inTransaction(this.#relaxed, () => {
      const rows: Row[] = this.#sql.claimable.all(queue, nowMs, limit);
      return rows.map((row) => {
        const position = Number(row['position']);
        this.#sql.claim.run(owner, position);
        return { position, event: readEvent(row), attempt: Number(row['attempts']) + 1 };
      });
    });
  }

  /** When the next message of the queue may be claimed; undefined when none waits. */
  nextDueAtMs(queue: string): number | undefined {
    const row = this.#sql.nextDue.get(queue);
    return row && Number(row['due_at_ms']);
  }

  /** Ends a message that was handled. Does nothing when it is no longer the owner's. */
  finish(position: number, owner: string): void {
    inTransaction(this.#relaxed, () => void this.#take(position, owner));
  }

  /** Gives a message back, to be delivered again from `dueAtMs` on. */
  postpone(position: number, owner: string, dueAtMs: number): void {
    this.#sql.postpone.run(dueAtMs, position, owner);
  }

  /** Moves a message to the dead letters; the next one of its subject is free. */
  park(position: number, owner: string, reason: string, nowMs: number): void {
    inTransaction(this.#relaxed, () => {
      const row = this.#take(position, owner);
      if (!row) return;
      this.#sql.park.run(String(row['queue']), String(row['event']), reason, Number(row['attempts']), nowMs);
    });
  }

  #take(position: number, owner: string): Row | undefined {
    const row: Row | undefined = this.#sql.remove.get(position, owner);
    if (row) this.#sql.promote.run(String(row['queue']), String(row['subject']));
    return row;
  }

  /** The newest dead letters, at most a thousand. */
  deadLetters(): DeadLetter[] {
    const rows: Row[] = this.#sql.deadLetters.all(deadLettersReadMax);
    return rows.map((row) => ({
      queue: String(row['queue']),
      event: readEvent(row),
      reason: String(row['reason']),
      attempts: Number(row['attempts']),
      parkedAt: new Date(Number(row['parked_at_ms'])),
    }));
  }

  /** Says that an instance is alive. */
  beat(id: string, pid: number, nowMs: number): void {
    this.#sql.beat.run(id, pid, nowMs);
  }

  /** Frees what instances that are gone had claimed; returns how many there were. */
  releaseGone(isGone: (instance: { id: string; pid: number; seenAtMs: number }) => boolean): number {
    const instances = this.#sql.instances.all().map((row) => ({
      id: String(row['id']),
      pid: Number(row['pid']),
      seenAtMs: Number(row['seen_at_ms']),
    }));
    const gone = instances.filter(isGone);
    for (const { id } of gone) this.forget(id);
    return gone.length;
  }

  /** Frees what an instance had claimed and forgets it. */
  forget(id: string): void {
    inTransaction(this.#relaxed, () => {
      this.#sql.release.run(id);
      this.#sql.forget.run(id);
    });
  }

  /** Gives pages of finished messages back to the file system, a few at a time and only when many are free. */
  shrink(pagesMax: number): void {
    const free = Number(this.#sql.freePages.get()?.['freelist_count']);
    if (free > freePagesKept) this.#relaxed.exec(`pragma incremental_vacuum(${pagesMax})`);
  }

  get isOpen(): boolean {
    return this.#relaxed.isOpen;
  }

  close(): void {
    this.#durable.close();
    this.#relaxed.close();
  }
}
