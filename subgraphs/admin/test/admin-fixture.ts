import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { createEvent, type NewEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { v7 as uuidv7 } from 'uuid';
import { ormConfig } from '../src/orm.config.ts';
import { addAuditEntry } from '../src/operations/add-audit-entry.ts';
import { saveRegisteredUser } from '../src/operations/save-registered-user.ts';

export interface AdminFixture {
  readonly orm: MikroORM;
  /** Every SQL statement so far. */
  readonly queries: readonly string[];
  /** A context as a new request has it. */
  context(): { em: EntityManager };
  /** Somebody who has registered; resolves with their id. */
  registered(email: string, displayName?: string): Promise<string>;
  /** Adds an event to the log; resolves with the entry's id. */
  audited(event: EventEnvelope): Promise<string>;
  /** What was recorded in the outbox, oldest first. */
  events(): Promise<EventEnvelope[]>;
  close(): Promise<void>;
}

/** The admin database, migrated and empty. */
export async function openAdminFixture(): Promise<AdminFixture> {
  const database = await createTestDatabase('admin');
  const queries: string[] = [];
  const logger = (message: string) => void queries.push(message);
  const orm = await MikroORM.init({ ...ormConfig(database.url), debug: ['query', 'query-params'], logger });
  await orm.migrator.up();
  return {
    orm,
    queries,
    context: () => ({ em: orm.em.fork() }),
    async registered(email, displayName = 'Somebody') {
      const user = { userId: uuidv7(), email, displayName, role: 'CUSTOMER', status: 'ACTIVE' };
      await saveRegisteredUser(orm.em.fork(), { ...user, registeredAt: new Date() });
      return user.userId;
    },
    audited: (event) => orm.em.fork().transactional(async (em) => addAuditEntry(em, event).id),
    async events() {
      const entries = await orm.em.fork().find(OutboxEntry, {}, { orderBy: { sequence: 'asc' } });
      return entries.map(({ event }) => event);
    },
    async close() {
      await orm.close();
      await database.drop();
    },
  };
}

/** Somebody signs in; the actor unless `overrides` say otherwise. */
export function sessionStarted(
  userId: string,
  overrides: Partial<NewEvent<'auth.session.started'>> = {},
): EventEnvelope {
  const sessionId = uuidv7();
  return createEvent({
    type: 'auth.session.started',
    subject: sessionId,
    data: { userId, sessionId },
    audience: [],
    actor: userId,
    clientAddress: '192.0.2.7',
    ...overrides,
  });
}

const profile = { displayName: 'Bob', phone: null, locale: 'en-GB', timeZone: 'Europe/Zurich' };

export function profileCreated(userId: string, displayName: string): EventEnvelope {
  const data = { userId, after: { ...profile, displayName } };
  return createEvent({
    type: 'profile.profile.created',
    subject: userId,
    data,
    audience: [],
    actor: 'system',
  });
}

export function profileUpdated(userId: string, before: string, after: string): EventEnvelope {
  return createEvent({
    type: 'profile.profile.updated',
    subject: userId,
    data: {
      userId,
      before: { ...profile, displayName: before },
      after: { ...profile, displayName: after },
    },
    audience: [],
    actor: userId,
  });
}

export function walletOpened(userId: string): EventEnvelope {
  const walletId = uuidv7();
  const data = { walletId, userId, currency: 'EUR' };
  return createEvent({
    type: 'payments.wallet.opened',
    subject: walletId,
    data,
    audience: [],
    actor: 'system',
  });
}
