import { v7 as uuidv7 } from 'uuid';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';

/* What the database itself refuses, whatever code talks to it. */

let fixture: PaymentsFixture;
let alice: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  alice = await fixture.person(1_000);
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await fixture.close();
});

const run = (sql: string, parameters: unknown[] = []) => fixture.orm.em.fork().execute(sql, parameters);

/** An entry with these postings, in one transaction; each posting is an account and an amount. */
async function insertEntry(postings: [accountId: string, amountMinor: number, currency?: string][]) {
  const [topUp, entryId] = [uuidv7(), uuidv7()];
  await fixture.orm.em.fork().transactional(async (em) => {
    await em.execute(
      `insert into top_up (id, status, user_id, wallet_id, amount_minor, currency, created_at, updated_at)
       values (?, 'COMPLETED', ?, ?, 1, 'EUR', now(), now())`,
      [topUp, alice.userId, alice.walletId],
    );
    await em.execute(
      `insert into ledger_entry (id, kind, top_up_id, created_at) values (?, 'TOP_UP_CAPTURED', ?, now())`,
      [entryId, topUp],
    );
    for (const [accountId, amountMinor, currency = 'EUR'] of postings) {
      await em.execute(
        `insert into posting (id, entry_id, account_id, amount_minor, currency, created_at)
         values (?, ?, ?, ?, ?, now())`,
        [uuidv7(), entryId, accountId, amountMinor, currency],
      );
    }
  });
}

describe('the database', () => {
  it.each([
    ['change a posting', 'update posting set amount_minor = amount_minor + 1'],
    ['delete a posting', 'delete from posting'],
    ['empty the postings', 'truncate posting'],
    ['change an entry', "update ledger_entry set kind = 'PAYMENT_HELD'"],
    ['delete an entry', 'delete from ledger_entry'],
    ['empty the entries', 'truncate ledger_entry cascade'],
  ])('refuses to %s', async (_what, sql) => {
    await expect(run(sql)).rejects.toThrow('the ledger is append-only');
  });

  it('refuses an entry whose postings do not sum to zero', async () => {
    const unbalanced = insertEntry([
      ['provider:EUR', 100],
      ['clearing:EUR', -99],
    ]);
    await expect(unbalanced).rejects.toThrow(/out of balance by 1 EUR/);
  });

  it('refuses an entry without postings', async () => {
    await expect(insertEntry([])).rejects.toThrow(/has no postings/);
  });

  it('refuses a posting in another currency than its account', async () => {
    const crossed = insertEntry([
      ['provider:EUR', 100, 'CHF'],
      ['clearing:EUR', -100, 'CHF'],
    ]);
    await expect(crossed).rejects.toThrow(/foreign key/);
  });

  it('takes an entry that is balanced', async () => {
    const balanced = insertEntry([
      ['provider:EUR', 100],
      ['provider:EUR', -100],
    ]);
    await expect(balanced).resolves.toBeUndefined();
  });

  it('refuses a wallet below zero', async () => {
    const sql = 'update ledger_account set balance_minor = -1 where id = ?';
    await expect(run(sql, [`wallet:${alice.walletId}`])).rejects.toThrow(/wallet_not_overdrawn/);
  });

  it('refuses to credit a top-up twice', async () => {
    const sql = `insert into ledger_entry (id, kind, top_up_id, created_at)
      select ?, kind, top_up_id, now() from ledger_entry limit 1`;
    await expect(run(sql, [uuidv7()])).rejects.toThrow(/ledger_entry_top_up_once/);
  });
});

describe('the first migration', () => {
  it('can be taken back and made again', async () => {
    const fresh = await openPaymentsFixture();
    await fresh.orm.migrator.down({ to: 0 });
    const tables = await fresh.orm.em
      .fork()
      .execute("select table_name from information_schema.tables where table_schema = 'public'");
    expect(tables).toEqual([{ table_name: 'mikro_orm_migrations' }]);
    await fresh.orm.migrator.up();
    await fresh.close();
  });
});
