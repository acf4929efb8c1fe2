import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const schemaVersion = 1;
const lockWaitMaxMs = 5_000;
/** 1 GiB of 4 KiB pages. Beyond it publishing fails, and events wait in their outboxes. */
const journalPagesMax = 262_144;
const writeAheadLogMaxBytes = 8 * 1024 * 1024;

/*
 * `head` marks the oldest pending message of a subject in a queue: only heads are delivered, so that order holds across
 * retries and a claim never has to search a backlog.
 */
const schema = `
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
  pragma user_version = ${schemaVersion};
`;

/** Runs `work` in one write transaction. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return /database is locked|busy/i.test(String(error));
}

/** Switching to write-ahead logging is refused, not queued, while another process opens the same new file. */
function enableWriteAheadLog(database: DatabaseSync): void {
  const deadlineMs = Date.now() + lockWaitMaxMs;
  for (;;) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadlineMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function prepareSchema(database: DatabaseSync): void {
  const { user_version: found } = { ...database.prepare('pragma user_version').get() };
  if (found === schemaVersion) return;
  if (found !== 0)
    throw new Error(`it has schema version ${String(found)}, this program knows ${schemaVersion}`);
  inTransaction(database, () => database.exec(schema));
}

export interface JournalConnections {
  /** Publishing: a commit is on the disk when it returns. */
  readonly durable: DatabaseSync;
  /** Claims and acknowledgements: after a power cut one may be undone, which delivers once more and loses nothing. */
  readonly relaxed: DatabaseSync;
}

function connect(path: string, synchronous: 'full' | 'normal'): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: lockWaitMaxMs });
  database.exec('pragma auto_vacuum = incremental');
  enableWriteAheadLog(database);
  database.exec(`pragma synchronous = ${synchronous}`);
  database.exec(`pragma journal_size_limit = ${writeAheadLogMaxBytes}`);
  database.exec(`pragma max_page_count = ${journalPagesMax}`);
  return database;
}

/** Opens the journal file, which many processes may have open, and makes it when there is none. */
export function openJournalFile(path: string): JournalConnections {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const durable = connect(path, 'full');
    prepareSchema(durable);
    return { durable, relaxed: connect(path, 'normal') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The broker journal ${path} cannot be opened: ${reason}`, { cause: error });
  }
}
