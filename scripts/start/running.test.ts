import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeRunning, endLeftovers, readRunning, writeRunning } from './running.ts';

const newPath = (): string => join(mkdtempSync(join(tmpdir(), 'payloom-running-')), 'running.json');

it('tells who runs and where', () => {
  const path = newPath();
  writeRunning(path, { pid: 1234, address: 'http://localhost:4000', children: [] });
  expect(describeRunning(path, '/data')).toContain(
    'already runs from /data (process 1234, http://localhost:4000)',
  );
});

it('says nothing of a file that is no record', () => {
  const path = newPath();
  writeFileSync(path, '{"pid": ');
  expect(readRunning(path)).toBeUndefined();
});

it('ends what a killed start left behind', async () => {
  const path = newPath();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000) /* left-behind */'], {
    stdio: 'ignore',
  });
  writeRunning(path, {
    pid: 1,
    address: '',
    children: [{ name: 'auth', pid: child.pid ?? 0, entry: 'left-behind' }],
  });
  const exit = once(child, 'exit');
  await endLeftovers(path, 100);
  expect(await exit).toEqual([null, 'SIGKILL']);
  expect(readRunning(path)).toBeUndefined();
});

it('leaves a process alone that only got the same id', async () => {
  const path = newPath();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  writeRunning(path, {
    pid: 1,
    address: '',
    children: [{ name: 'auth', pid: child.pid ?? 0, entry: 'main.ts' }],
  });
  await endLeftovers(path, 100);
  expect(child.exitCode).toBeNull();
  expect(child.kill('SIGKILL')).toBe(true);
});
