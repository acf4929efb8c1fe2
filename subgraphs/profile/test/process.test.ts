import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';

const main = join(import.meta.dirname, '../src/main.ts');

describe('the process', () => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'payloom-profile-process-'));
    database = await createTestDatabase('profile');
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  const start = (env: Record<string, string>) => {
    const child = fork(main, { env, execArgv: [], silent: true });
    children.push(child);
    return child;
  };

  it('says that it is ready, answers, and exits 0 on SIGTERM', async () => {
    const child = start({
      PROFILE_DATABASE_URL: database.url,
      PROFILE_PORT: '0',
      BROKER_JOURNAL_PATH: join(folder, 'journal'),
      FILES_DIR: join(folder, 'files'),
      JWKS_URL: 'http://127.0.0.1:9/.well-known/jwks.json',
      LOG_LEVEL: 'silent',
    });
    const [message] = await once(child, 'message');
    expect(message).toEqual({
      type: 'ready',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/),
    });
    const ready = await fetch(new URL('/readyz', message.url));
    expect(ready.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('lists what is wrong with its environment and exits 1', async () => {
    const child = start({ PROFILE_PORT: 'http' });
    const stderr = child.stderr ? text(child.stderr) : '';
    expect(await once(child, 'exit')).toEqual([1, null]);
    const list = await stderr;
    const names = ['PROFILE_DATABASE_URL', 'PROFILE_PORT', 'AMQP_URL or BROKER_JOURNAL_PATH'];
    for (const name of [...names, 'FILES_DIR or S3_BUCKET']) expect(list).toContain(`- ${name}: `);
  });
});
