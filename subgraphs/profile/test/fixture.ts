import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { ormConfig } from '../src/orm.config.ts';

export const aliceId = '0199aa00-0000-7000-8000-000000000001';
export const bobId = '0199aa00-0000-7000-8000-000000000002';

export interface ProfileFixture {
  readonly orm: MikroORM;
  /** Every SQL statement so far. */
  readonly queries: readonly string[];
  /** A context as a new request of that user has it. */
  context(userId: string): { em: EntityManager; viewer: Viewer; clientAddress: string };
  /** What was recorded in the outbox, oldest first. */
  events(): Promise<EventEnvelope[]>;
  /** Empties every table. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The profile database, migrated and empty. */
export async function openProfileFixture(): Promise<ProfileFixture> {
  const database = await createTestDatabase('profile');
  const queries: string[] = [];
  const logger = (message: string) => void queries.push(message);
  const orm = await MikroORM.init({ ...ormConfig(database.url), debug: ['query'], logger });
  await orm.migrator.up();
  return {
    orm,
    queries,
    context: (userId) => ({
      em: orm.em.fork(),
      viewer: {
        userId,
        role: 'CUSTOMER',
        scopes: new Set(),
        sessionId: userId,
        authTime: new Date(),
        emailVerified: true,
      },
      clientAddress: '192.0.2.7',
    }),
    async events() {
      const entries = await orm.em.fork().find(OutboxEntry, {}, { orderBy: { sequence: 'asc' } });
      return entries.map(({ event }) => event);
    },
    async clear() {
      await orm.em.getConnection().execute('truncate profiles, avatars, notifications, outbox, inbox');
    },
    async close() {
      await orm.close();
      await database.drop();
    },
  };
}
