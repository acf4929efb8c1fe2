import { typesAbout } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture } from '../../test/payments-fixture.ts';
import { LedgerAccount } from '../entities/ledger-account.entity.ts';
import { Payee } from '../entities/payee.entity.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import { openWallet } from './open-wallet.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';
const email = 'Bob@Example.com';

let fixture: PaymentsFixture;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

afterAll(() => fixture.close());

const open = () => fixture.orm.em.fork().transactional((em) => openWallet(em, { userId, email }));

describe('openWallet', () => {
  it('opens an empty wallet in euros, once, and makes its owner payable', async () => {
    await open();
    await open();

    const em = fixture.orm.em.fork();
    const wallets = await em.find(Wallet, { ownerId: userId });
    expect(wallets).toMatchObject([{ currency: 'EUR' }]);
    expect(await em.findOne(Payee, userId)).toMatchObject({ email: 'bob@example.com' });
    const accounts = await em.find(LedgerAccount, {}, { orderBy: { id: 'asc' } });
    expect(accounts.map(({ id, balanceMinor }) => [id, balanceMinor])).toEqual([
      ['clearing:EUR', null],
      ['provider:EUR', null],
      [`wallet:${wallets[0]?.id}`, 0],
    ]);
  });

  it('says so by one event', async () => {
    const [wallet] = await fixture.orm.em.fork().find(Wallet, {});
    const events = await fixture.events();
    expect(typesAbout(events, wallet?.id ?? '')).toEqual(['payments.wallet.opened']);
    expect(events[0]).toMatchObject({
      actor: 'system',
      audience: `user:${userId} role:ADMIN`,
      data: { walletId: wallet?.id, userId, currency: 'EUR' },
    });
  });
});
