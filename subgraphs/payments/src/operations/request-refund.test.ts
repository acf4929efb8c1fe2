import { v7 as uuidv7 } from 'uuid';
import { carryOut, contextOf, paid, typesAbout } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { RefundRequest } from '../entities/refund-request.entity.ts';
import { declineRefund } from './decline-refund.ts';
import { refundPayment } from './refund-payment.ts';
import { requestRefund, type RequestedRefund } from './request-refund.ts';

let fixture: PaymentsFixture;
let alice: Person;
let bob: Person;
let paymentId: string;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

beforeEach(async () => {
  [alice, bob] = [await fixture.person(1_000), await fixture.person()];
  paymentId = (await paid(fixture.orm, alice, bob, 400)).id;
  await carryOut(fixture.orm, paymentId);
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await fixture.close();
});

const inputOf = (wish: { amountMinor?: number; note?: string; key?: string } = {}) => ({
  paymentId,
  ...(wish.amountMinor ? { amount: { amountMinor: wish.amountMinor, currency: 'EUR' } } : {}),
  note: wish.note ?? 'It never came.',
  idempotencyKey: wish.key ?? uuidv7(),
});

const ask = (wish?: Parameters<typeof inputOf>[0], by = alice): Promise<RequestedRefund> =>
  requestRefund(contextOf(fixture.orm, by), inputOf(wish));
const decline = (answer?: string, by = bob) =>
  declineRefund(contextOf(fixture.orm, by), { paymentId, answer });
const grant = (amountMinor: number) =>
  refundPayment(contextOf(fixture.orm, bob), {
    paymentId,
    amount: { amountMinor, currency: 'EUR' },
    idempotencyKey: uuidv7(),
  });
const statuses = async () => {
  const requests = await fixture.orm.em.fork().find(RefundRequest, { paymentId }, { orderBy: { id: 'asc' } });
  return requests.map(({ status }) => status);
};

describe('asking for a refund', () => {
  it('tells the recipient why, and moves nothing', async () => {
    expect(await ask({ amountMinor: 150 })).toMatchObject({
      __typename: 'RefundRequest',
      status: 'OPEN',
      amountMinor: 150,
      note: 'It never came.',
    });
    expect(await fixture.balanceOf(bob)).toBe(400);
    expect((await fixture.events()).at(-1)).toMatchObject({
      type: 'payments.payment.refund-requested',
      subject: paymentId,
      audience: `user:${alice.userId} user:${bob.userId} role:ADMIN`,
      data: { amount: { amountMinor: 150, currency: 'EUR' }, note: 'It never came.' },
    });
  });

  it('is granted by a refund, whatever its amount', async () => {
    await ask();
    expect(await grant(100)).toMatchObject({ __typename: 'Refund' });
    expect(await statuses()).toEqual(['GRANTED']);
    expect(typesAbout(await fixture.events(), paymentId).slice(-2)).toEqual([
      'payments.payment.refund-requested',
      'payments.payment.refunded',
    ]);
  });

  it('is declined with an answer, once', async () => {
    await ask();
    expect(await decline('It was handed over.')).toMatchObject({
      __typename: 'RefundRequest',
      status: 'DECLINED',
      answer: 'It was handed over.',
    });
    expect(await decline('Other words')).toMatchObject({ answer: 'It was handed over.' });
    expect(typesAbout(await fixture.events(), paymentId).slice(-2)).toEqual([
      'payments.payment.refund-requested',
      'payments.payment.refund-declined',
    ]);
  });

  it('is open once at a time, and can be repeated only so often', async () => {
    await ask();
    expect(await ask()).toMatchObject({ __typename: 'RefundNotPossible' });
    for (let times = 1; times < 5; times += 1) {
      await decline();
      expect(await ask()).toMatchObject({ __typename: 'RefundRequest' });
    }
    await decline();
    expect(await ask()).toMatchObject({ message: 'You have asked 5 times. Write to the recipient.' });
  });

  it('happens once for one key, also when it is asked twice at once', async () => {
    const wish = { note: 'Twice', key: 'one-wish-only' };
    const [first, second] = await Promise.all([ask(wish), ask(wish)]);
    expect(first).toMatchObject({ __typename: 'RefundRequest', id: 'id' in second ? second.id : '' });
    expect(await ask({ ...wish, note: 'Other' })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    expect(await statuses()).toEqual(['OPEN']);
  });
});

describe('asking is refused, and changes nothing,', () => {
  it('for more than is left', async () => {
    await grant(300);
    expect(await ask({ amountMinor: 101 })).toMatchObject({
      __typename: 'RefundExceedsPayment',
      refundable: { amountMinor: 100, currency: 'EUR' },
    });
    await grant(100);
    expect(await ask()).toMatchObject({ __typename: 'RefundNotPossible' });
    expect(await statuses()).toEqual([]);
  });

  it('to everybody but the payer; declining to everybody but the recipient', async () => {
    expect(await ask({}, bob)).toMatchObject({ __typename: 'PaymentNotFound' });
    await ask();
    expect(await decline('No', alice)).toMatchObject({ __typename: 'PaymentNotFound' });
    expect(await statuses()).toEqual(['OPEN']);
  });

  it.each([
    ['', 'Say why.'],
    ['x'.repeat(141), 'Must have at most 140 characters.'],
    ['a\0b', 'Must have printable characters only.'],
  ])('with the note %j', async (note, message) => {
    expect(await ask({ note })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'note', message }],
    });
  });

  it('when there is nothing to decline', async () => {
    expect(await decline()).toMatchObject({ __typename: 'RefundNotPossible' });
    await ask();
    await grant(400);
    expect(await decline()).toMatchObject({ message: 'The refund has been made already.' });
  });
});
