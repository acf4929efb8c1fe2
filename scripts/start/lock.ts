import { DatabaseSync } from 'node:sqlite';
import { Problem } from './problem.ts';

export interface Lock {
  release(): void;
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === sqliteBusy;
}

/**
 * Takes the lock of a data folder, or throws a Problem with what `holder()` says. It is a lock of the kernel's, held
 * through an exclusive SQLite transaction: when its process dies, by SIGKILL too, it is free at once, so there is
 * never a stale one to recognise.
 */
export function takeLock(path: string, holder: () => string): Lock {
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new Problem(holder(), { cause: error });
    throw error;
  }
  return { release: () => database.close() };
}
