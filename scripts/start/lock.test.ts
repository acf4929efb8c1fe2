import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './lock.ts';

const newPath = (): string => join(mkdtempSync(join(tmpdir(), 'payloom-lock-')), 'lock.sqlite');
const holder = () => 'Payloom already runs from this folder.';

async function processHolding(path: string): Promise<ChildProcess> {
  const source = `
    import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    takeLock(${JSON.stringify(path)}, () => 'taken');
    console.log('holding');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH },
  });
  await once(child.stdout, 'data');
  return child;
}

it('is held by one and refused to the next, in the words of the caller', () => {
  const path = newPath();
  const lock = takeLock(path, holder);
  expect(() => takeLock(path, holder)).toThrow('Payloom already runs from this folder.');
  lock.release();
  takeLock(path, holder).release();
});

it('is free again after its process was killed', async () => {
  const path = newPath();
  const child = await processHolding(path);
  try {
    expect(() => takeLock(path, holder)).toThrow('Payloom already runs from this folder.');
  } finally {
    child.kill('SIGKILL');
  }
  await once(child, 'exit');
  takeLock(path, holder).release();
});
