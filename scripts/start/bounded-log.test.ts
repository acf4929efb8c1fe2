import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBoundedLog } from './bounded-log.ts';

it('keeps at most two files of the given size', () => {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-log-'));
  const log = openBoundedLog(join(folder, 'auth.log'), 10);
  for (const line of ['first\n', 'second\n', 'third\n']) log.write(line);
  expect(readdirSync(folder).sort()).toEqual(['auth.log', 'auth.log.1']);
  expect(readFileSync(log.path, 'utf8')).toBe('third\n');
  expect(readFileSync(`${log.path}.1`, 'utf8')).toBe('second\n');
});

it('counts what an earlier start wrote', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'payloom-log-')), 'auth.log');
  openBoundedLog(path, 10).write('12345678\n');
  openBoundedLog(path, 10).write('next\n');
  expect(readFileSync(path, 'utf8')).toBe('next\n');
});
