import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { schemaSteps } from './journal-schema.ts';

const lockWaitMaxMs = 5_000;
/** 1 GiB of 4 KiB pages. Beyond it publishing fails, and events wait in their outboxes. */
const journalPagesMaxByDefault = 262_144;
/** Kept from publishing, so that consumers can write down outcomes in a full journal: 4 MiB. */
const pagesForOutcomes = 1_024;
const writeAheadLogMaxBytes = 8 * 1024 * 1024;

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

/** Whether a write failed because the file has reached its bound, or the disk is full. */
export function isFull(error: unknown): boolean {
  const sqliteFull = 13;
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === sqliteFull;
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

function schemaVersionOf(database: DatabaseSync): number {
  const { user_version: version } = { ...database.prepare('pragma user_version').get() };
  return Number(version);
}

/** Brings the file to this program's version, step by step; what is in it stays. */
function prepareSchema(database: DatabaseSync): void {
  const known = schemaSteps.length;
  if (schemaVersionOf(database) === known) return;
  inTransaction(database, () => {
    // Another process may have done it meanwhile.
    const found = schemaVersionOf(database);
    if (found > known) throw new Error(`it has schema version ${found}, this program knows ${known}`);
    for (const step of schemaSteps.slice(found)) database.exec(step);
    database.exec(`pragma user_version = ${known}`);
  });
}

export interface JournalConnections {
  /** Publishing: a commit is on the disk when it returns. */
  readonly durable: DatabaseSync;
  /** Claims and acknowledgements: after a power cut one may be undone, which delivers once more and loses nothing. */
  readonly relaxed: DatabaseSync;
}

function connect(path: string, synchronous: 'full' | 'normal', pagesMax: number): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: lockWaitMaxMs });
  database.exec('pragma auto_vacuum = incremental');
  enableWriteAheadLog(database);
  database.exec(`pragma synchronous = ${synchronous}`);
  database.exec(`pragma journal_size_limit = ${writeAheadLogMaxBytes}`);
  database.exec(`pragma max_page_count = ${pagesMax}`);
  return database;
}

/** Opens the journal file, which many processes may have open, and makes it when there is none. */
export function openJournalFile(
  path: string,
  journalPagesMax = journalPagesMaxByDefault,
): JournalConnections {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // The connection with the larger bound: a journal that publishing has filled must still get its new version.
    const relaxed = connect(path, 'normal', journalPagesMax + pagesForOutcomes);
    prepareSchema(relaxed);
    return { durable: connect(path, 'full', journalPagesMax), relaxed };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The broker journal ${path} cannot be opened: ${reason}`, { cause: error });
  }
}
