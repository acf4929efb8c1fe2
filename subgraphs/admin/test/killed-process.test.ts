import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker } from '@payloom/messaging/broker';
import { openEmbeddedBroker } from '@payloom/messaging/embedded-broker';
import { eventually } from '@payloom/testkit/eventually';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { v7 as uuidv7 } from 'uuid';
import { AuditEntry } from '../src/entities/audit-entry.entity.ts';
import { ormConfig } from '../src/orm.config.ts';
import { sessionStarted } from './admin-fixture.ts';

const eventsCount = 300;

describe('the admin process', () => {
  let database: TestDatabase;
  let folder: string;
  let orm: MikroORM;
  let broker: Broker;
  const announced: string[] = [];
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase('admin_killed');
    folder = await mkdtemp(join(tmpdir(), 'payloom-admin-killed-'));
    orm = await MikroORM.init(ormConfig(database.url));
    broker = await openEmbeddedBroker({ path: join(folder, 'broker.journal') });
    await broker.consume({
      queue: 'test.announcements.record',
      patterns: ['admin.#'],
      handle: async (event: EventEnvelope) => void announced.push(event.subject),
    });
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await broker.close();
    await orm.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, '../src/main.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {
        ADMIN_DATABASE_URL: database.url,
        ADMIN_PORT: '0',
        BROKER_JOURNAL_PATH: join(folder, 'broker.journal'),
        JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json',
        LOG_LEVEL: 'fatal',
      },
    });
    children.push(child);
    const [message]: unknown[] = await once(child, 'message');
    expect(message).toMatchObject({ type: 'ready', url: expect.stringContaining('/graphql') });
    return child;
  }

  const countEntries = () => orm.em.fork().count(AuditEntry);

  it('loses nothing and doubles nothing though it is killed again and again', async () => {
    let child = await start();
    const events = Array.from({ length: eventsCount }, () => sessionStarted(uuidv7()));
    for (const third of [0, 1, 2]) {
      await broker.publish(events.slice((third * eventsCount) / 3, ((third + 1) * eventsCount) / 3));
      await eventually(async () => expect(await countEntries()).toBeGreaterThan((third * eventsCount) / 3), {
        everyMs: 2,
      });
      child.kill('SIGKILL');
      await once(child, 'exit');
      child = await start();
    }
    const ids = events.map(({ id }) => id).toSorted();
    await eventually(async () => expect(await countEntries()).toBe(eventsCount));
    // A relay killed before it marked its batch publishes it again, so announcements are told apart by their entry.
    await eventually(() => expect([...new Set(announced)].toSorted()).toEqual(ids));
  }, 120_000);

  it('drains and exits 0 on SIGTERM', async () => {
    const child = await start();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 30_000);

  it('ends with a list of all that is wrong with its environment', async () => {
    const child = fork(join(import.meta.dirname, '../src/main.ts'), { env: {}, silent: true });
    children.push(child);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said).toContain('ADMIN_DATABASE_URL');
    expect(said).toContain('BROKER_JOURNAL_PATH');
  }, 30_000);
});
