import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { QueuedMail } from '@payloom/mail/queued-mail.entity';
import type { RenderedMail } from '@payloom/mail/render-mail';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { createAccessTokenSigner, type AccessTokenSigner } from '../src/access-token.ts';
import type { OperationContext } from '../src/context.ts';
import { createMailComposer } from '../src/mails/compose-mail.ts';
import type { OpenSession } from '../src/operations/session-lifecycle.ts';
import { register } from '../src/operations/register.ts';
import { relyingPartyOf } from '../src/passkeys/relying-party.ts';
import { createSealer, sealingKeySizeBytes } from '../src/sealing.ts';
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

/** Seals with a key of this test's own. */
export const testSealer = createSealer([randomBytes(sealingKeySizeBytes)]);

export const testRelyingParty = relyingPartyOf('https://pay.example');

/** A signer with a key of its own. */
export function createTestSigner(): Promise<AccessTokenSigner> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return createAccessTokenSigner({ signingKeys: [privateKey], accessTokenSeconds });
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
  /** Takes what waits in the mail queue, and composes it as if it left now; oldest first. */
  mails(): Promise<SentMail[]>;
  /** The token in the one mail that waits. */
  mailedToken(): Promise<string>;
  /** Empties every table. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface SentMail extends RenderedMail {
  readonly kind: string;
  readonly to: string;
}

async function takeMails(em: EntityManager, now: Date): Promise<SentMail[]> {
  const compose = createMailComposer('https://pay.example', () => now);
  return em.transactional(async (inner) => {
    const sent: SentMail[] = [];
    for (const mail of await inner.find(QueuedMail, {}, { orderBy: { id: 'asc' } })) {
      const composed = await compose(inner, mail);
      if (composed) sent.push({ ...composed, kind: mail.kind, to: mail.recipient });
      inner.remove(mail);
    }
    return sent;
  });
}

function onlyTokenOf([mail, ...more]: readonly SentMail[]): string {
  const token = /#([\w-]+)/.exec(mail?.text ?? '')?.[1];
  if (token === undefined || more.length > 0) throw new Error('Expected one mail with a link');
  return token;
}

export const password = 'correct horse battery';

async function openOrm(url: string, logger: (message: string) => void): Promise<MikroORM> {
  const orm = await MikroORM.init({ ...ormConfig(url), debug: ['query'], logger });
  await orm.migrator.up();
  return orm;
}

const tables = [
  ...['users', 'sessions', 'one_time_tokens', 'outbox', 'throttles', 'queued_mails'],
  ...['totp_credentials', 'recovery_codes', 'sign_in_challenges'],
  ...['passkeys', 'passkey_challenges', 'known_devices', 'notification_mails'],
];

async function emptyTables(orm: MikroORM): Promise<void> {
  await orm.em.getConnection().execute(`truncate ${tables.join(', ')}`);
}

/** The auth database, migrated and empty, with all that its operations need. */
export async function openAuthFixture(): Promise<AuthFixture> {
  const database = await createTestDatabase('auth');
  const queries: string[] = [];
  const orm = await openOrm(database.url, (message) => void queries.push(message));
  const [clock, signer] = [createTestClock(), await createTestSigner()];
  const context = (): OperationContext => ({
    em: orm.em.fork(),
    clientAddress: '192.0.2.7',
    userAgent: 'Test/1.0',
    signer,
    now: clock.now,
    deviceToken: undefined,
    sealer: testSealer,
    relyingParty: testRelyingParty,
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
    mails: () => takeMails(orm.em.fork(), clock.now()),
    mailedToken: async () => onlyTokenOf(await takeMails(orm.em.fork(), clock.now())),
    clear: () => emptyTables(orm),
    async close() {
      await orm.close();
      await database.drop();
    },
  };
}
