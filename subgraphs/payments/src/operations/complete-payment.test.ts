import { paid, pay, typesAbout } from '../../test/people.ts';
import { credit, openPaymentsFixture, type PaymentsFixture } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { LedgerEntry } from '../entities/ledger-entry.entity.ts';
import { PaymentStep } from '../entities/payment-step.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { Posting } from '../entities/posting.entity.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import { bySystem } from '../events/publishes.ts';
import { lockWalletAccount } from '../ledger/accounts.ts';
import { completePayment } from './complete-payment.ts';
import { movePayment } from './move-payment.ts';
import { processPayment } from './process-payment.ts';
import { walletBalanceMinorMax } from './wallet-bounds.ts';

let fixture: PaymentsFixture;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await fixture.close();
});

const process = (id: string) => fixture.orm.em.fork().transactional((em) => processPayment(em, id));
const complete = (id: string) => fixture.orm.em.fork().transactional((em) => completePayment(em, id));

async function stepsOf(paymentId: string): Promise<[string, string | null | undefined][]> {
  const steps = await fixture.orm.em.fork().find(PaymentStep, { paymentId }, { orderBy: { id: 'asc' } });
  return steps.map(({ status, reason }) => [status, reason]);
}

describe('a payment under way', () => {
  it('is carried out and reaches its recipient', async () => {
    const [alice, bob] = [await fixture.person(500), await fixture.person(10)];
    const { id } = await paid(fixture.orm, alice, bob, 200);

    await process(id);
    expect(await fixture.balanceOf(bob)).toBe(10);
    await complete(id);

    expect([await fixture.balanceOf(alice), await fixture.balanceOf(bob)]).toEqual([300, 210]);
    expect(await stepsOf(id)).toEqual([
      ['PENDING', null],
      ['PROCESSING', null],
      ['COMPLETED', null],
    ]);
    const events = await fixture.events();
    expect(typesAbout(events, id)).toEqual([
      'payments.payment.created',
      'payments.payment.processing',
      'payments.payment.completed',
    ]);
    expect(events.at(-1)).toMatchObject({ actor: 'system', data: { status: 'COMPLETED' } });
  });

  it('is not moved twice by an event that comes twice or late', async () => {
    const [alice, bob] = [await fixture.person(500), await fixture.person()];
    const { id } = await paid(fixture.orm, alice, bob, 200);
    for (const move of [process, process, complete, complete, process]) await move(id);
    await Promise.all([process(id), complete(id), complete(id)]);

    expect(await fixture.balanceOf(bob)).toBe(200);
    expect((await stepsOf(id)).map(([status]) => status)).toEqual(['PENDING', 'PROCESSING', 'COMPLETED']);
    expect(typesAbout(await fixture.events(), id)).toHaveLength(3);
  });

  it('waits for its turn: an event ahead of its time is tried again', async () => {
    const [alice, bob] = [await fixture.person(500), await fixture.person()];
    const { id } = await paid(fixture.orm, alice, bob, 200);
    await expect(complete(id)).rejects.toThrow(`Payment ${id} is PENDING and not yet PROCESSING`);
    expect(await fixture.balanceOf(bob)).toBe(0);
    await process(id);
    await complete(id);
    expect(await fixture.balanceOf(bob)).toBe(200);
  });

  it('knows no other way than its state machine', async () => {
    const [alice, bob] = [await fixture.person(500), await fixture.person()];
    const { id } = await paid(fixture.orm, alice, bob, 200);
    const em = fixture.orm.em.fork();
    const payment = await em.findOneOrFail(Payment, id);
    const skip = () => movePayment(em, payment, 'COMPLETED', bySystem);
    expect(skip).toThrow('A payment cannot move from PENDING to COMPLETED');
    await process(id);
    await complete(id);
  });
});

describe('a payment whose recipient cannot be credited', () => {
  async function expectReturned(id: string, reason: string) {
    const em = fixture.orm.em.fork();
    expect((await stepsOf(id)).at(-1)).toEqual(['FAILED', reason]);
    expect(typesAbout(await fixture.events(), id).at(-1)).toBe('payments.payment.failed');
    expect((await fixture.events()).at(-1)?.data).toMatchObject({ status: 'FAILED', reason });
    const held = await em.findOneOrFail(LedgerEntry, { paymentId: id, kind: 'PAYMENT_HELD' });
    const returned = await em.findOneOrFail(LedgerEntry, { paymentId: id, kind: 'PAYMENT_RETURNED' });
    expect(returned.reversesEntryId).toBe(held.id);
    const linesOf = async (entryId: string) =>
      (await em.find(Posting, { entryId }, { orderBy: { accountId: 'asc' } })).map((posting) => [
        posting.accountId,
        posting.amountMinor,
      ]);
    const undone = (await linesOf(held.id)).map(([account, amount]) => [account, -Number(amount)]);
    expect(await linesOf(returned.id)).toEqual(undone);
  }

  it('fails when their wallet is full, and the payer has the money back', async () => {
    const [alice, bob] = [await fixture.person(500), await fixture.person()];
    await credit(fixture.orm.em, bob, walletBalanceMinorMax - 100);
    const { id } = await paid(fixture.orm, alice, bob, 101);
    await process(id);
    await complete(id);

    await expectReturned(id, "The recipient's wallet is full.");
    expect(await fixture.balanceOf(alice)).toBe(500);
    expect(await fixture.balanceOf(bob)).toBe(walletBalanceMinorMax - 100);
    await complete(id);
    expect(await fixture.balanceOf(alice)).toBe(500);
  });

  it('is tried again, and does not wait for good, while somebody has the payer’s wallet', async () => {
    const [alice, bob] = [await fixture.person(500), await fixture.person()];
    await credit(fixture.orm.em, bob, walletBalanceMinorMax);
    const { id } = await paid(fixture.orm, alice, bob, 100);
    await process(id);
    // As a refund between the two does, which locks both in the order of their ids.
    await fixture.orm.em.fork().transactional(async (em) => {
      await lockWalletAccount(em, alice.walletId);
      await expect(complete(id)).rejects.toThrow('could not obtain lock');
    });
    await complete(id);
    await expectReturned(id, "The recipient's wallet is full.");
    expect(await fixture.balanceOf(alice)).toBe(500);
  });
});

describe('a payment in a currency that its recipient has no wallet in', () => {
  it('opens one when the money arrives, and says so', async () => {
    const [alice, bob] = [await fixture.person(), await fixture.person()];
    const yen = await fixture.walletIn(alice, 'JPY', 500);
    const made = await Promise.all(
      [200, 100].map((amountMinor) => pay(fixture.orm, alice, bob, { amountMinor, currency: 'JPY' })),
    );
    const ids = made.map((payment) => ('id' in payment ? payment.id : payment.__typename));
    await Promise.all(ids.map(process));
    await Promise.all(ids.map(complete));

    const wallets = await fixture.orm.em.fork().find(Wallet, { ownerId: bob.userId, currency: 'JPY' });
    expect(wallets).toHaveLength(1);
    expect(await fixture.balanceOf({ walletId: wallets[0]?.id ?? '' })).toBe(300);
    expect(await fixture.balanceOf(yen)).toBe(200);
    expect(await fixture.balanceOf(bob)).toBe(0);
    expect(typesAbout(await fixture.events(), wallets[0]?.id ?? '')).toEqual(['payments.wallet.opened']);
  });
});
