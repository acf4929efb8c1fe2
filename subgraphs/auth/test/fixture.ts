import { generateKeyPairSync } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { createAccessTokenSigner, type AccessTokenSigner } from '../src/access-token.ts';
import type { OperationContext } from '../src/context.ts';
import type { OpenSession } from '../src/operations/session-lifecycle.ts';
import { register } from '../src/operations/register.ts';
import { ormConfig } from '../src/orm.config.ts';

export const accessTokenSeconds = 600;

/** A clock that stands still until it is told to go on. */
export interface TestClock {
  now(): Date;
  advance(seconds: number): void;
}

export function createTestClock(): TestClock {
  let timeMs = Date.now();
  return {
    now: () => new Date(timeMs),
    advance: (seconds) => void (timeMs += seconds * 1_000),
  };
}

/** A signer with a key of its own. */
export function createTestSigner(): Promise<AccessTokenSigner> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return createAccessTokenSigner({ signingKey: privateKey, accessTokenSeconds });
}

export interface AuthFixture {
  readonly orm: MikroORM;
  readonly clock: TestClock;
  readonly signer: AccessTokenSigner;
  /** Every SQL statement so far. */
  readonly queries: readonly string[];
  /** A context as a new request has it. */
  context(): OperationContext;
  /** Registers somebody, or fails the test. */
  registered(email: string): Promise<OpenSession>;
  /** What was recorded in the outbox, oldest first. */
  events(): Promise<EventEnvelope[]>;
  /** Empties every table. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const password = 'correct horse battery';

/** The auth database, migrated and empty, with all that its operations need. */
export async function openAuthFixture(): Promise<AuthFixture> {
  const database = await createTestDatabase('auth');
  const queries: string[] = [];
  const logger = (message: string) => void queries.push(message);
  const orm = await MikroORM.init({ ...ormConfig(database.url), debug: ['query'], logger });
  await orm.migrator.up();
  const [clock, signer] = [createTestClock(), await createTestSigner()];
  const context = (): OperationContext => ({
    em: orm.em.fork(),
    clientAddress: '192.0.2.7',
    userAgent: 'Test/1.0',
    signer,
    now: clock.now,
  });
  return {
    orm,
    clock,
    signer,
    queries,
    context,
    async registered(email) {
      const result = await register(context(), { email, password, displayName: 'Somebody' });
      if (result.__typename !== 'Session') throw new Error(`Expected a session, got ${result.__typename}`);
      return result;
    },
    async events() {
      const entries = await orm.em.fork().find(OutboxEntry, {}, { orderBy: { sequence: 'asc' } });
      return entries.map(({ event }) => event);
    },
    async clear() {
      await orm.em.getConnection().execute('truncate users, sessions, outbox, sign_in_throttles');
    },
    async close() {
      await orm.close();
      await database.drop();
    },
  };
}
