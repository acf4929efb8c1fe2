import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBoundedLog } from './bounded-log.ts';

it('keeps at most two files of the given size', () => {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-log-'));
  const log = openBoundedLog(join(folder, 'auth.log'), { bytesMax: 10 });
  for (const line of ['first\n', 'second\n', 'third\n']) log.write(line);
  expect(readdirSync(folder).sort()).toEqual(['auth.log', 'auth.log.1']);
  expect(readFileSync(log.path, 'utf8')).toBe('third\n');
  expect(readFileSync(`${log.path}.1`, 'utf8')).toBe('second\n');
});

it('counts what an earlier start wrote', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'payloom-log-')), 'auth.log');
  openBoundedLog(path, { bytesMax: 10 }).write('12345678\n');
  openBoundedLog(path, { bytesMax: 10 }).write('next\n');
  expect(readFileSync(path, 'utf8')).toBe('next\n');
});

it('loses what cannot be written, tells once of it, and says so where it goes on', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'payloom-log-')), 'auth.log');
  const told: unknown[] = [];
  const log = openBoundedLog(path, { onLost: (error) => told.push(error) });
  log.write('first\n');
  rmSync(path);
  // No file can be written in its place.
  mkdirSync(path);
  log.write('lost\n');
  log.write('lost too\n');
  rmdirSync(path);
  log.write('next\n');
  expect(told).toEqual([expect.objectContaining({ code: 'EISDIR' })]);
  expect(readFileSync(path, 'utf8')).toBe(
    '(2 pieces of this log are lost: it could not be written.)\nnext\n',
  );
});
