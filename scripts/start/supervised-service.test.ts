import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBoundedLog } from './bounded-log.ts';
import { waitUntil } from './processes.ts';
import { SupervisedService } from './supervised-service.ts';

const ready = `process.send({ type: 'ready', url: 'http://x/' + process.pid });`;
const stayAndDrain = `process.on('disconnect', () => process.exit(0)); process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });`;

function supervise(source: string, restarts = true) {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-service-'));
  const entry = join(folder, 'main.mjs');
  writeFileSync(entry, source);
  const said: string[] = [];
  const pids: number[] = [];
  const log = openBoundedLog(join(folder, 'service.log'));
  const service = new SupervisedService(
    { name: 'payments', entry, env: { PATH: process.env.PATH } },
    {
      log,
      restarts,
      say: (sentence) => said.push(sentence),
      onSpawn: (pid) => pids.push(pid),
      backoffMilliseconds: () => 10,
    },
  );
  return { service, said, pids, entry, logged: () => readFileSync(log.path, 'utf8') };
}

it('is started when it says where it listens, and drains when it is stopped', async () => {
  const { service, pids, logged } = supervise(stayAndDrain + ready);
  expect(await service.start()).toBe(`http://x/${pids[0]}`);
  await service.stop();
  expect(logged()).toBe('drained\n');
  expect(() => process.kill(pids[0] ?? 0, 0)).toThrow(/ESRCH/);
});

it('is started again when it is killed, with a sentence', async () => {
  const { service, pids, said } = supervise(stayAndDrain + ready);
  await service.start();
  process.kill(pids[0] ?? 0, 'SIGKILL');
  expect(await waitUntil(() => pids.length === 2, 5_000)).toBe(true);
  expect(said).toEqual(['payments ended (SIGKILL): it said nothing. Starting it again in 0.01 s.']);
  await service.stop();
});

it('gives up a start that fails again and again, and says why', async () => {
  const { service, pids } = supervise(`throw new Error('PAYMENTS_PORT is wrong');`);
  await expect(service.start()).rejects.toThrow(
    /payments does not start \(exit code 1\): Error: PAYMENTS_PORT is wrong\nIts log/,
  );
  expect(pids).toHaveLength(4);
  await service.stop();
});

it('waits for the next edit where it is not to be started again by itself', async () => {
  const { service, pids, entry } = supervise('throw new SyntaxError("half a line")', false);
  await expect(service.start()).rejects.toThrow(/half a line/);
  writeFileSync(entry, stayAndDrain + ready);
  expect(await service.restart()).toBe(`http://x/${pids[1]}`);
  await service.stop();
});

it('says so when a service that waits for an edit dies later', async () => {
  const { service, pids, said } = supervise(stayAndDrain + ready, false);
  await service.start();
  process.kill(pids[0] ?? 0, 'SIGKILL');
  expect(await waitUntil(() => said.length === 1, 5_000)).toBe(true);
  expect(said[0]).toBe('payments ended (SIGKILL): it said nothing. It starts again at the next edit.');
});

it('passes on what a service says to the person at the terminal', async () => {
  const { service, said } = supervise(
    `${stayAndDrain} process.send({ type: 'say', sentence: 'shell: no such file' }); ${ready}`,
  );
  await service.start();
  await service.stop();
  expect(said).toEqual(['shell: no such file']);
});
