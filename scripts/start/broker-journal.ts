import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Problem } from './problem.ts';

/** Throws a Problem when the broker's journal is there and cannot be read: events on their way would be lost. */
export function checkBrokerJournal(path: string): void {
  if (!existsSync(path)) return;
  try {
    const journal = new DatabaseSync(path);
    try {
      journal.prepare('select count(*) from sqlite_schema').get();
    } finally {
      journal.close();
    }
  } catch (error) {
    throw new Problem(
      `The events' journal ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.\n` +
        'Nothing was deleted. Put it back from a copy, or begin anew with ' +
        '`npx --yes pnpm@12 start --reset` (clears all data).',
      { cause: error },
    );
  }
}
