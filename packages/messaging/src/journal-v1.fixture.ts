import { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** The schema of version 1, as installations have it: a copy, because it must not change with the program. */
const schemaOfVersion1 = `
  create table if not exists binding (
    queue text not null,
    pattern text not null,
    primary key (queue, pattern)
  ) without rowid;
  create table if not exists message (
    position integer primary key autoincrement,
    queue text not null,
    subject text not null,
    event text not null,
    head integer not null,
    attempts integer not null default 0,
    due_at_ms integer not null default 0,
    owner text
  );
  create index if not exists message_by_subject on message (queue, subject, position);
  create index if not exists message_claimable on message (queue, due_at_ms desc, position)
    where head = 1 and owner is null;
  create index if not exists message_by_owner on message (owner) where owner is not null;
  create table if not exists dead_letter (
    position integer primary key autoincrement,
    queue text not null,
    event text not null,
    reason text not null,
    attempts integer not null,
    parked_at_ms integer not null
  );
  create table if not exists instance (
    id text primary key,
    pid integer not null,
    seen_at_ms integer not null
  ) without rowid;
  pragma user_version = 1;
`;

/** No process has this id. */
const deadPid = 2 ** 22 + 1;

export interface MessageOfVersion1 {
  readonly event: EventEnvelope;
  readonly head: boolean;
  readonly attempts?: number;
  readonly dueAtMs?: number;
  /** Whether a process that is no more had taken it. */
  readonly isTaken?: boolean;
}

export interface JournalOfVersion1 {
  readonly queue: string;
  readonly patterns: readonly string[];
  readonly messages: readonly MessageOfVersion1[];
  readonly deadLetters: readonly EventEnvelope[];
}

/** Writes a journal as version 1 of the program left it, its process killed. */
export function writeJournalOfVersion1(path: string, content: JournalOfVersion1): void {
  const { queue, patterns, messages, deadLetters } = content;
  const database = new DatabaseSync(path);
  database.exec('pragma auto_vacuum = incremental; pragma journal_mode = wal');
  database.exec(schemaOfVersion1);
  database.exec('begin');
  database.prepare('insert into instance values (?, ?, ?)').run('gone', deadPid, Date.now());
  const bind = database.prepare('insert into binding values (?, ?)');
  for (const pattern of patterns) bind.run(queue, pattern);
  const append = database.prepare(
    'insert into message (queue, subject, event, head, attempts, due_at_ms, owner) values (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { event, head, attempts = 0, dueAtMs = 0, isTaken = false } of messages) {
    const owner = isTaken ? 'gone' : null;
    append.run(queue, event.subject, JSON.stringify(event), head ? 1 : 0, attempts, dueAtMs, owner);
  }
  const park = database.prepare(
    'insert into dead_letter (queue, event, reason, attempts, parked_at_ms) values (?, ?, ?, ?, ?)',
  );
  for (const event of deadLetters) park.run(queue, JSON.stringify(event), 'Error: never', 12, Date.now());
  database.exec('commit');
  database.close();
}
