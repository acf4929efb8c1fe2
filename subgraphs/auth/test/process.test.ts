import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';

const main = join(import.meta.dirname, '../src/main.ts');

describe('the process', () => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'payloom-auth-process-'));
    database = await createTestDatabase('auth');
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeFile(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
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
      AUTH_DATABASE_URL: database.url,
      AUTH_PORT: '0',
      AUTH_SIGNING_KEY_PATH: join(folder, 'key.pem'),
      AUTH_SEALING_KEYS: randomBytes(32).toString('base64url'),
      BROKER_JOURNAL_PATH: join(folder, 'journal'),
      MAIL_FOLDER_PATH: join(folder, 'mail'),
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
    const child = start({ AUTH_PORT: 'http' });
    const stderr = child.stderr ? text(child.stderr) : '';
    expect(await once(child, 'exit')).toEqual([1, null]);
    const list = await stderr;
    for (const name of [
      'AUTH_DATABASE_URL',
      'AUTH_PORT',
      'AMQP_URL or BROKER_JOURNAL_PATH',
      'AUTH_SIGNING_KEY_PATH',
      'AUTH_SEALING_KEYS',
      'SMTP_URL or MAIL_FOLDER_PATH',
    ])
      expect(list).toContain(`- ${name}: `);
  });
});
