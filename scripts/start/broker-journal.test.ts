import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkBrokerJournal } from './broker-journal.ts';

const newPath = (): string => join(mkdtempSync(join(tmpdir(), 'payloom-journal-')), 'journal.sqlite');

it('has nothing to say before the first start and of a whole journal', () => {
  const path = newPath();
  expect(() => checkBrokerJournal(path)).not.toThrow();
  const journal = new DatabaseSync(path);
  journal.exec('pragma journal_mode = wal; create table event (id text)');
  expect(() => checkBrokerJournal(path)).not.toThrow();
  journal.close();
  expect(() => checkBrokerJournal(path)).not.toThrow();
});

it('says that a journal is damaged, and leaves it as it is', () => {
  const path = newPath();
  writeFileSync(path, 'this was a journal once, before the disk failed');
  expect(() => checkBrokerJournal(path)).toThrow(/cannot be read: .*Nothing was deleted.*start --reset/s);
  expect(readFileSync(path, 'utf8')).toMatch(/^this was/);
});
