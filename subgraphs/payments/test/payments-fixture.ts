import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { v7 as uuidv7 } from 'uuid';
import { LedgerAccount } from '../src/entities/ledger-account.entity.ts';
import { Wallet } from '../src/entities/wallet.entity.ts';
import { lockWalletAccount, walletAccountId } from '../src/ledger/accounts.ts';
import { capturing } from '../src/ledger/movements.ts';
import { postEntry } from '../src/ledger/post-entry.ts';
import { TopUp } from '../src/entities/top-up.entity.ts';
import { ensureWallet } from '../src/operations/ensure-wallet.ts';
import { openWallet } from '../src/operations/open-wallet.ts';
import { ormConfig } from '../src/orm.config.ts';

export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly walletId: string;
}

export interface PaymentsFixture {
  readonly orm: MikroORM;
  readonly databaseUrl: string;
  /** Somebody who has registered: payable, with a wallet that holds so much. */
  person(balanceMinor?: number): Promise<Person>;
  /** A wallet of theirs in another currency, that holds so much. */
  walletIn(person: Person, currency: string, balanceMinor?: number): Promise<Person>;
  balanceOf(wallet: Pick<Person, 'walletId'>): Promise<number>;
  /** What was recorded in the outbox, oldest first. */
  events(): Promise<EventEnvelope[]>;
  close(): Promise<void>;
}

/** Puts money in a wallet as a captured top-up does, whatever the amount. */
export async function credit(
  em: EntityManager,
  { userId, walletId }: Person,
  amountMinor: number,
  currency = 'EUR',
) {
  await em.fork().transactional(async (transaction) => {
    const now = new Date();
    const topUp = transaction.create(TopUp, {
      id: uuidv7(),
      status: 'COMPLETED',
      userId,
      walletId,
      amountMinor,
      currency,
      createdAt: now,
      updatedAt: now,
    });
    const account = await lockWalletAccount(transaction, walletId);
    const lines = capturing(account, amountMinor);
    postEntry(transaction, { kind: 'TOP_UP_CAPTURED', topUpId: topUp.id, lines });
  });
}

async function openPerson(orm: MikroORM, balanceMinor: number): Promise<Person> {
  const userId = uuidv7();
  const email = `${userId}@example.com`;
  await orm.em.fork().transactional((em) => openWallet(em, { userId, email }));
  const wallet = await orm.em.fork().findOneOrFail(Wallet, { ownerId: userId });
  const person = { userId, email, walletId: wallet.id };
  if (balanceMinor > 0) await credit(orm.em, person, balanceMinor);
  return person;
}

async function openIn(
  orm: MikroORM,
  person: Person,
  currency: string,
  balanceMinor: number,
): Promise<Person> {
  const wallet = await orm.em
    .fork()
    .transactional((em) => ensureWallet(em, person.userId, currency, { actor: person.userId }));
  const other = { ...person, walletId: wallet.id };
  if (balanceMinor > 0) await credit(orm.em, other, balanceMinor, currency);
  return other;
}

/** The payments database, migrated and empty. */
export async function openPaymentsFixture(): Promise<PaymentsFixture> {
  const database = await createTestDatabase('payments');
  const orm = await MikroORM.init(ormConfig(database.url));
  await orm.migrator.up();
  return {
    orm,
    databaseUrl: database.url,
    person: (balanceMinor = 0) => openPerson(orm, balanceMinor),
    walletIn: (person, currency, balanceMinor = 0) => openIn(orm, person, currency, balanceMinor),
    async balanceOf({ walletId }) {
      const account = await orm.em.fork().findOneOrFail(LedgerAccount, walletAccountId(walletId));
      return account.balanceMinor ?? Number.NaN;
    },
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
