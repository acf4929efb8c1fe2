import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@payloom/testkit/eventually';
import { JournalWatch } from './journal-watch.ts';

/** So late that a test which waited for it would fail. */
const neverMs = 10 * 60_000;

let folder: string;
let path: string;
let looks: number;
let watched: JournalWatch;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'payloom-watch-'));
  path = join(folder, 'broker.journal');
  looks = 0;
});
afterEach(async () => {
  watched.stop();
  await rm(folder, { recursive: true });
});

const write = () => writeFile(`${path}-wal`, 'a commit', { flag: 'a' });

/** Begins to watch, which looks for the first time. */
function begin(dueAtMs: () => number = () => Infinity, slowEveryMs = neverMs): void {
  const look = () => {
    looks += 1;
    return dueAtMs();
  };
  watched = new JournalWatch(path, look, slowEveryMs);
  watched.start();
  expect(looks).toBe(1);
}

describe('a journal', () => {
  it('is looked at when somebody writes, and for a while after, for it can be read a moment later', async () => {
    await write();
    begin();
    await write();
    await eventually(() => expect(looks).toBeGreaterThan(3));
    await eventually(async () => {
      const before = looks;
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(looks).toBe(before);
    });
    const before = looks;
    await write();
    await eventually(() => expect(looks).toBeGreaterThan(before));
  });

  it('is looked at when something is due, though nobody writes', async () => {
    await write();
    const dueAtMs = Date.now() + 30;
    begin(() => (Date.now() < dueAtMs ? dueAtMs : Infinity));
    await eventually(() => expect(Date.now()).toBeGreaterThan(dueAtMs));
    await eventually(() => expect(looks).toBeGreaterThan(1));
  });

  it('is looked at now and then even so', async () => {
    await write();
    begin(() => Infinity, 20);
    await eventually(() => expect(looks).toBeGreaterThan(5));
  });

  it('is looked at often where the system cannot tell of writes', async () => {
    begin();
    await eventually(() => expect(looks).toBeGreaterThan(5));
  });

  it('is looked at often from when the system tells of no more writes', async () => {
    await write();
    begin();
    await rm(`${path}-wal`);
    await eventually(() => expect(looks).toBeGreaterThan(15));
  });

  it('is left alone once that is told', async () => {
    await write();
    begin(() => 0);
    await eventually(() => expect(looks).toBeGreaterThan(1));
    watched.stop();
    const before = looks;
    await write();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(looks).toBe(before);
  });
});
