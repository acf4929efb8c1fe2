import type { DatabaseSync } from 'node:sqlite';
import { envelopeSchema, matchesPattern, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { FailedTry, QueueBinding, QueueState } from './broker.ts';
import { readTries, writeTries } from './failed-tries.ts';
import { inTransaction, isFull, openJournalFile } from './journal-file.ts';
import { JournalDeadLetters } from './journal-dead-letters.ts';
import { JournalInstances } from './journal-instances.ts';
import { suspectCrashes } from './journal-schema.ts';

/** A message taken for handling. */
export interface Claim {
  readonly position: number;
  readonly event: EventEnvelope;
  /** 1 for the first try. */
  readonly attempt: number;
  /** The tries that failed before, as far as they are remembered. */
  readonly history: readonly FailedTry[];
  /** How many processes ended while they had it, since it last failed. */
  readonly crashes: number;
}

/** Which messages to claim: those a process has to try alone, or all the others. */
export type ClaimKind = 'suspects' | 'others';

type Row = Record<string, unknown>;

/** Free pages that stay in the file for the messages to come: 4 MiB. */
const freePagesKept = 1_024;

function publishingStatements(durable: DatabaseSync) {
  return {
    declare: durable.prepare('insert or ignore into queue (name) values (?)'),
    unbind: durable.prepare('delete from binding where queue = ?'),
    bind: durable.prepare('insert or ignore into binding (queue, pattern) values (?, ?)'),
    bindings: durable.prepare('select queue, pattern from binding order by queue'),
    append: durable.prepare(
      `insert into message (queue, subject, event, head) values
         (:queue, :subject, :event, not exists (select 1 from message where queue = :queue and subject = :subject))`,
    ),
  };
}

function claimStatements(relaxed: DatabaseSync) {
  return {
    version: relaxed.prepare('pragma data_version'),
    others: relaxed.prepare(
      `select position, event, attempts, history, crashes from message
        where queue = ? and head = 1 and owner is null and due_at_ms <= ? and crashes < ${suspectCrashes}
        order by due_at_ms desc, position limit ?`,
    ),
    suspects: relaxed.prepare(
      `select position, event, attempts, history, crashes from message
        where queue = ? and head = 1 and owner is null and crashes >= ${suspectCrashes} and due_at_ms <= ?
        order by position limit ?`,
    ),
    claim: relaxed.prepare('update message set owner = ?, attempts = attempts + 1 where position = ?'),
    nextDue: relaxed.prepare(
      `select due_at_ms from message where queue = ? and head = 1 and owner is null
        order by due_at_ms asc limit 1`,
    ),
  };
}

function outcomeStatements(relaxed: DatabaseSync) {
  return {
    remove: relaxed.prepare(
      'delete from message where position = ? and owner = ? returning queue, subject, event, attempts',
    ),
    promote: relaxed.prepare(
      `update message set head = 1 where position =
         (select min(position) from message where queue = ? and subject = ?)`,
    ),
    postpone: relaxed.prepare(
      `update message set owner = null, due_at_ms = ?, history = ?, crashes = 0
        where position = ? and owner = ?`,
    ),
    giveBack: relaxed.prepare(
      `update message set owner = null, due_at_ms = 0, attempts = attempts - ?
        where position = ? and owner = ?`,
    ),
    freePages: relaxed.prepare('pragma freelist_count'),
  };
}

function inspectionStatements(relaxed: DatabaseSync) {
  return {
    exists: relaxed.prepare('select 1 from queue where name = ?'),
    state: relaxed.prepare(
      `select
         (select count(*) from message where queue = :queue) as waiting,
         (select count(*) from message as failed
            join message as behind on behind.queue = failed.queue and behind.subject = failed.subject
           where failed.queue = :queue and failed.history is not null) as delayed,
         (select count(*) from message where queue = :queue and owner is not null and history is null)
           as under_way,
         (select event ->> '$.time' from message where queue = :queue order by position limit 1) as oldest_at,
         (select count(*) from dead_letter where queue = :queue) as dead_letters,
         (select count(*) from consumer where queue = :queue) as consumers`,
    ),
  };
}

function prepareStatements(durable: DatabaseSync, relaxed: DatabaseSync) {
  return {
    ...publishingStatements(durable),
    ...claimStatements(relaxed),
    ...outcomeStatements(relaxed),
    ...inspectionStatements(relaxed),
  };
}

/** The durable state of the embedded broker: bindings, one queue of messages per consumer, dead letters. */
export class Journal {
  readonly deadLetters: JournalDeadLetters;
  readonly instances: JournalInstances;
  readonly #durable: DatabaseSync;
  readonly #relaxed: DatabaseSync;
  readonly #sql: ReturnType<typeof prepareStatements>;

  constructor(path: string, journalPagesMax?: number) {
    const { durable, relaxed } = openJournalFile(path, journalPagesMax);
    this.#durable = durable;
    this.#relaxed = relaxed;
    this.#sql = prepareStatements(durable, relaxed);
    this.deadLetters = new JournalDeadLetters(relaxed);
    this.instances = new JournalInstances(relaxed);
  }

  /** Makes `patterns` the bindings of each queue; a pattern it had before and has no more is unbound. */
  declare(bindings: readonly QueueBinding[]): void {
    inTransaction(this.#durable, () => {
      for (const { queue, patterns } of bindings) {
        this.#sql.declare.run(queue);
        this.#sql.unbind.run(queue);
        for (const pattern of patterns) this.#sql.bind.run(queue, pattern);
      }
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
        for (const queue of new Set(matching.map((binding) => binding.queue))) this.#store(queue, event);
      }
    });
  }

  /** Stores an event in one queue alone; on the disk when it returns. Throws when the queue was never declared. */
  appendTo(queue: string, event: EventEnvelope): void {
    inTransaction(this.#durable, () => {
      if (!this.#exists(queue)) throw new Error(`There is no queue ${queue}`);
      this.#store(queue, event);
    });
  }

  #store(queue: string, event: EventEnvelope): void {
    this.#sql.append.run({ queue, subject: event.subject, event: JSON.stringify(event) });
  }

  /** Changes whenever another connection has written: another process, or publishing in this one. */
  version(): number {
    return Number(this.#sql.version.get()?.['data_version']);
  }

  /** Takes at most `limit` messages that are due, each the oldest of its subject, for `owner`. */
  claim(kind: ClaimKind, queue: string, owner: string, limit: number, nowMs: number): Claim[] {
    const claimable = this.#sql[kind];
    // Looks before it locks: most wake-ups are about somebody else's queue.
    if (claimable.get(queue, nowMs, 1) === undefined) return [];
    return inTransaction(this.#relaxed, () => {
      const rows: Row[] = claimable.all(queue, nowMs, limit);
      return rows.map((row) => {
        const [position, history] = [Number(row['position']), row['history']];
        this.#sql.claim.run(owner, position);
        return {
          position,
          event: envelopeSchema.parse(JSON.parse(String(row['event']))),
          attempt: Number(row['attempts']) + 1,
          history: typeof history === 'string' ? readTries(history) : [],
          crashes: Number(row['crashes']),
        };
      });
    });
  }

  /** Whether a message is due that a process has to try alone. */
  hasSuspect(queue: string, nowMs: number): boolean {
    return this.#sql.suspects.get(queue, nowMs, 1) !== undefined;
  }

  /** When the next message of the queue may be claimed; undefined when none waits. */
  nextDueAtMs(queue: string): number | undefined {
    const row = this.#sql.nextDue.get(queue);
    return row && Number(row['due_at_ms']);
  }

  /** Ends messages that were handled. Leaves out those that are no longer the owner's. */
  finish(positions: readonly number[], owner: string): void {
    inTransaction(this.#relaxed, () => {
      for (const position of positions) this.#take(position, owner);
    });
  }

  /** Gives a message that failed back, to be delivered again from `dueAtMs` on. */
  postpone(position: number, owner: string, failed: Failure, dueAtMs: number): void {
    this.#withHistory(failed, (history) => this.#sql.postpone.run(dueAtMs, history, position, owner));
  }

  /** Gives a message back that did not fail; a try that has not begun does not count. */
  giveBack(position: number, owner: string, hasBegun: boolean): void {
    this.#sql.giveBack.run(hasBegun ? 0 : 1, position, owner);
  }

  /** Moves a message to the dead letters; the next one of its subject is free. */
  park(position: number, owner: string, failed: Failure, parkedAtMs: number): void {
    this.#withHistory(failed, (history) =>
      inTransaction(this.#relaxed, () => {
        const row = this.#take(position, owner);
        if (!row) return;
        const [queue, event] = [String(row['queue']), String(row['event'])];
        this.deadLetters.insert({ ...failed, queue, event, history, parkedAtMs });
      }),
    );
  }

  /** A journal that is full to the last page shall not hold a message under way: the outcome matters, not its history. */
  #withHistory({ history }: Failure, write: (history: string) => unknown): void {
    try {
      write(writeTries(history));
    } catch (error) {
      if (!isFull(error)) throw error;
      write(writeTries([]));
    }
  }

  #take(position: number, owner: string): Row | undefined {
    const row: Row | undefined = this.#sql.remove.get(position, owner);
    if (row) this.#sql.promote.run(String(row['queue']), String(row['subject']));
    return row;
  }

  #exists(queue: string): boolean {
    return this.#sql.exists.get(queue) !== undefined;
  }

  /** How many messages stand where; a queue that was never declared is left out. */
  inspect(queues: readonly string[]): QueueState[] {
    const known = queues.filter((queue) => this.#exists(queue));
    return known.map((queue) => {
      const row = { ...this.#sql.state.get({ queue }) };
      const oldestAt = row['oldest_at'];
      return {
        queue,
        waiting: Number(row['waiting']),
        delayed: Number(row['delayed']),
        underWay: Number(row['under_way']),
        oldestAt: typeof oldestAt === 'string' ? new Date(oldestAt) : undefined,
        deadLetters: Number(row['dead_letters']),
        consumers: Number(row['consumers']),
      };
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

/** What a failed try left: the whole history, itself the last. */
export interface Failure {
  readonly reason: string;
  readonly attempts: number;
  readonly history: readonly FailedTry[];
}
