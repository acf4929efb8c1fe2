import { v7 as uuidv7 } from 'uuid';
import { contextOf, silentLog, typesAbout } from '../../test/people.ts';
import {
  credit,
  openPaymentsFixture,
  type PaymentsFixture,
  type Person,
} from '../../test/payments-fixture.ts';
import { createRecordingProvider, type RecordingProvider } from '../../test/recording-provider.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { TopUp } from '../entities/top-up.entity.ts';
import { topUpWallet } from './top-up-wallet.ts';
import { walletBalanceMinorMax } from './wallet-bounds.ts';

let fixture: PaymentsFixture;
let provider: RecordingProvider;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

beforeEach(() => {
  provider = createRecordingProvider();
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await fixture.close();
});

function topUp(
  person: Pick<Person, 'userId'>,
  amountMinor: number,
  { key = uuidv7(), currency = 'EUR' } = {},
) {
  const context = { ...contextOf(fixture.orm, person), provider, log: silentLog };
  return topUpWallet(context, { amount: { amountMinor, currency }, idempotencyKey: key });
}

const topUpsOf = ({ userId }: Person) => fixture.orm.em.fork().find(TopUp, { userId });

describe('topUpWallet', () => {
  it('takes the money from the card and puts it in the wallet', async () => {
    const alice = await fixture.person(100);
    const answer = await topUp(alice, 2_500);

    expect(answer).toMatchObject({ __typename: 'TopUp', status: 'COMPLETED', amountMinor: 2_500 });
    expect(await fixture.balanceOf(alice)).toBe(2_600);
    const id = 'id' in answer ? answer.id : '';
    expect(provider.charges).toEqual([{ reference: id, amount: { amountMinor: 2_500, currency: 'EUR' } }]);
    const events = await fixture.events();
    expect(typesAbout(events, id)).toEqual(['payments.top-up.requested', 'payments.top-up.completed']);
    expect(events.at(-1)).toMatchObject({
      actor: alice.userId,
      clientaddress: '192.0.2.7',
      audience: `user:${alice.userId} role:ADMIN`,
    });
  });

  it('says why a card was declined, and moves nothing', async () => {
    const alice = await fixture.person();
    provider.answers({ outcome: 'declined', reason: 'The card has expired.' });
    const key = 'declined-1';

    expect(await topUp(alice, 500, { key })).toEqual({
      __typename: 'CardDeclined',
      message: 'The card has expired.',
    });
    expect(await fixture.balanceOf(alice)).toBe(0);
    const [failed] = await topUpsOf(alice);
    expect(failed).toMatchObject({ status: 'FAILED', declineReason: 'The card has expired.' });
    expect(typesAbout(await fixture.events(), failed?.id ?? '')).toEqual([
      'payments.top-up.requested',
      'payments.top-up.failed',
    ]);
    // The answer to this intent stays the same, and the card is not asked again.
    expect(await topUp(alice, 500, { key })).toMatchObject({ message: 'The card has expired.' });
    expect(provider.charges).toHaveLength(1);
  });

  it.each([
    ['less than the minimum', 99, 'EUR', 'amount.amountMinor', 'Must be at least 100 minor units.'],
    ['more than the maximum', 1_000_001, 'EUR', 'amount.amountMinor', 'Must be at most 1000000 minor units.'],
    ['a negative amount', -500, 'EUR', 'amount.amountMinor', 'Must be at least 100 minor units.'],
    ['another currency', 500, 'CHF', 'amount.currency', 'You have no wallet in CHF. Open one first.'],
  ])('refuses %s', async (_what, amountMinor, currency, name, message) => {
    const alice = await fixture.person();
    expect(await topUp(alice, amountMinor, { currency })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name, message }],
    });
    expect(await topUpsOf(alice)).toEqual([]);
    expect(provider.charges).toEqual([]);
  });

  it('refuses what the wallet has no room for', async () => {
    const alice = await fixture.person();
    await credit(fixture.orm.em, alice, walletBalanceMinorMax - 100);
    expect(await topUp(alice, 101)).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'amount.amountMinor', message: 'Is more than your wallet has room for.' }],
    });
    expect(await topUp(alice, 100)).toMatchObject({ __typename: 'TopUp' });
  });

  it('tells somebody who has just registered to wait a moment', async () => {
    expect(await topUp({ userId: uuidv7() }, 500)).toMatchObject({
      __typename: 'InvalidInput',
      message: 'Your wallet is being opened. Try again in a moment.',
    });
  });
});

describe('the idempotency key of a top-up', () => {
  const key = 'top-up-intent';

  it('gives the same top-up for the same input, charged once', async () => {
    const alice = await fixture.person();
    const [first, second] = [await topUp(alice, 500, { key }), await topUp(alice, 500, { key })];
    expect(second).toMatchObject({ __typename: 'TopUp', id: 'id' in first ? first.id : '' });
    expect(provider.takenMinor()).toBe(500);
    expect(await fixture.balanceOf(alice)).toBe(500);
  });

  it('is refused with other input', async () => {
    const alice = await fixture.person();
    await topUp(alice, 500, { key });
    expect(await topUp(alice, 600, { key })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    expect(await fixture.balanceOf(alice)).toBe(500);
  });

  it('holds for clicks at the same moment', async () => {
    const [alice, clicks] = [await fixture.person(), 6];
    const allAsked = Promise.withResolvers<void>();
    // All of them have asked before any of them is answered, and then the answers come at once.
    provider.onCapture = () => {
      if (provider.charges.length === clicks) allAsked.resolve();
      return allAsked.promise;
    };
    const answers = await Promise.all(Array.from({ length: clicks }, () => topUp(alice, 500, { key })));

    expect(new Set(answers.map((answer) => ('id' in answer ? answer.id : '')))).toHaveProperty('size', 1);
    expect(answers.every((answer) => 'status' in answer && answer.status === 'COMPLETED')).toBe(true);
    expect(provider.takenMinor()).toBe(500);
    expect(await fixture.balanceOf(alice)).toBe(500);
  });

  it('brings a top-up to its end that the provider did not answer', async () => {
    const alice = await fixture.person();
    provider.answers('silence');
    expect(await topUp(alice, 500, { key })).toMatchObject({ __typename: 'TopUp', status: 'PENDING' });
    expect(await fixture.balanceOf(alice)).toBe(0);

    provider.answers({ outcome: 'captured' });
    expect(await topUp(alice, 500, { key })).toMatchObject({ __typename: 'TopUp', status: 'COMPLETED' });
    expect(await fixture.balanceOf(alice)).toBe(500);
  });
});
