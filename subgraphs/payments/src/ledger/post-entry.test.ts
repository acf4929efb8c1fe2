import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { credit, openPaymentsFixture, type PaymentsFixture } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { LedgerEntry } from '../entities/ledger-entry.entity.ts';
import { Posting } from '../entities/posting.entity.ts';
import {
  accountName,
  clearingAccount,
  lockWalletAccount,
  lockWalletAccounts,
  providerAccount,
  type LockedAccount,
} from './accounts.ts';
import { movement, RefusedEntry } from './entry-lines.ts';
import { summarizeLedger } from './ledger-summary.ts';
import { postEntry } from './post-entry.ts';

let fixture: PaymentsFixture;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await fixture.close();
});

const euros = clearingAccount('EUR');

describe('postEntry', () => {
  it('credits a wallet, which makes it grow, and debits where the money comes from', async () => {
    const alice = await fixture.person();
    await credit(fixture.orm.em, alice, 700);

    const em = fixture.orm.em.fork();
    const [toWallet] = await em.find(Posting, { accountId: `wallet:${alice.walletId}` });
    const [fromProvider] = await em.find(Posting, { entryId: toWallet?.entryId, accountId: 'provider:EUR' });
    expect([toWallet?.amountMinor, fromProvider?.amountMinor]).toEqual([-700, 700]);
    expect(await fixture.balanceOf(alice)).toBe(700);
  });

  it.each([
    ['out of balance', [{ account: euros, amountMinor: 1 }], 'The entry is out of balance by 1 EUR'],
    ['without postings', [], 'An entry needs postings'],
    [
      'with a zero',
      movement<LockedAccount>(euros, euros, 0),
      'A posting needs a whole amount other than zero, not 0',
    ],
    [
      'with a fraction',
      movement<LockedAccount>(euros, euros, 0.5),
      'A posting needs a whole amount other than zero, not 0.5',
    ],
    [
      'of two currencies that hide each other',
      movement<LockedAccount>(euros, clearingAccount('CHF'), 5),
      'The entry is out of balance by 5 EUR',
    ],
  ])('refuses an entry %s', (_what, lines, message) => {
    const em = fixture.orm.em.fork();
    const paymentId = uuidv7();
    expect(() => postEntry(em, { kind: 'PAYMENT_HELD', paymentId, lines })).toThrow(
      new RefusedEntry(message),
    );
  });

  it('refuses any lines that do not sum to zero, and takes any that do', () => {
    const amounts = fc.array(
      fc.integer({ min: -1_000, max: 1_000 }).filter((amount) => amount !== 0),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(amounts, (list) => {
        const lines = list.map((amountMinor) => ({ account: euros, amountMinor }));
        const post = () => postEntry(fixture.orm.em.fork(), { kind: 'PAYMENT_HELD', lines });
        const sum = list.reduce((total, amount) => total + amount, 0);
        if (sum === 0) expect(post).not.toThrow();
        else expect(post).toThrow(RefusedEntry);
      }),
    );
  });

  it('refuses to overdraw a wallet, also by several lines of one entry', async () => {
    const alice = await fixture.person(100);
    const overdraw = fixture.orm.em.fork().transactional(async (em) => {
      const account = await lockWalletAccount(em, alice.walletId);
      const lines = [...movement(account, euros, 60), ...movement(account, euros, 60)];
      postEntry(em, { kind: 'PAYMENT_HELD', paymentId: uuidv7(), lines });
    });
    await expect(overdraw).rejects.toThrow(`The entry would overdraw wallet:${alice.walletId}`);
    expect(await fixture.balanceOf(alice)).toBe(100);
  });

  it('refuses more than can be counted exactly', async () => {
    const alice = await fixture.person(1);
    const overflow = credit(fixture.orm.em, alice, Number.MAX_SAFE_INTEGER);
    await expect(overflow).rejects.toThrow('cannot hold that much');
    expect(await fixture.balanceOf(alice)).toBe(1);
  });
});

describe('the ledger', () => {
  it('locks the accounts it is asked for, and fails on one that is not there', async () => {
    const [alice, bob] = [await fixture.person(1), await fixture.person(2)];
    const locked = fixture.orm.em
      .fork()
      .transactional((em) => lockWalletAccounts(em, [bob.walletId, alice.walletId, bob.walletId]));
    expect((await locked).map(({ balanceMinor }) => balanceMinor)).toEqual([1, 2]);

    const missing = fixture.orm.em.fork().transactional((em) => lockWalletAccount(em, uuidv7()));
    await expect(missing).rejects.toThrow('A wallet has no ledger account');
  });

  it('names system accounts without their currency', () => {
    expect(accountName(clearingAccount('EUR').id)).toBe('clearing');
    expect(accountName(providerAccount('CHF').id)).toBe('provider');
    expect(accountName('wallet:0199aa00')).toBe('wallet:0199aa00');
  });

  it('sums debits and credits by currency', async () => {
    await fixture.person(500);
    const em = fixture.orm.em.fork();
    const [sum, ...others] = await summarizeLedger(em);
    expect(others).toEqual([]);
    expect(sum).toMatchObject({ currency: 'EUR', entryCount: await em.count(LedgerEntry) });
    expect(sum?.debitMinor).toBe(sum?.creditMinor);
    expect(sum?.debitMinor).toBeGreaterThanOrEqual(500);
  });
});
