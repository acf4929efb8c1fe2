import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { carryOut, contextOf, paid, typesAbout } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { untilSomebodyWaits } from '../../test/until-somebody-waits.ts';
import { PaymentRequest } from '../entities/payment-request.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { ormConfig } from '../orm.config.ts';
import { cancelPaymentRequest } from './cancel-payment-request.ts';
import { cancelPayment } from './cancel-payment.ts';
import { createPaymentRequest } from './create-payment-request.ts';
import { expirePaymentRequests } from './expire-payment-requests.ts';
import { findPaymentRequest } from './find-payment-request.ts';
import { payPaymentRequest, type PaidPaymentRequest } from './pay-payment-request.ts';

let fixture: PaymentsFixture;
/** A second replica of the subgraph on the same database. */
let replica: MikroORM;
let vera: Person;
let carl: Person;
let dora: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  replica = await MikroORM.init(ormConfig(fixture.databaseUrl));
});

beforeEach(async () => {
  vera = await fixture.person();
  [carl, dora] = [await fixture.person(1_000), await fixture.person(1_000)];
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await replica.close();
  await fixture.close();
});

const inputOf = (wish: object = {}) => ({
  amount: { amountMinor: 400, currency: 'EUR' },
  note: 'Two chairs',
  use: 'SINGLE',
  idempotencyKey: uuidv7(),
  ...wish,
});
const create = (wish?: object) => createPaymentRequest(contextOf(fixture.orm, vera), inputOf(wish));

async function created(wish?: object): Promise<PaymentRequest> {
  const made = await create(wish);
  if (made.__typename !== 'PaymentRequest') throw new Error(JSON.stringify(made));
  return made;
}

const payBy = (
  payer: Person,
  token: string,
  { orm = fixture.orm, key = uuidv7() }: { orm?: MikroORM; key?: string } = {},
): Promise<PaidPaymentRequest> => payPaymentRequest(contextOf(orm, payer), { token, idempotencyKey: key });

const cancel = (by: Person, requestId: string) =>
  cancelPaymentRequest(contextOf(fixture.orm, by), { requestId });
const stored = (id: string) => fixture.orm.em.fork().findOneOrFail(PaymentRequest, id);

/** As after its last moment, which nobody waits for here. */
async function letExpire(id: string): Promise<void> {
  await fixture.orm.em.fork().nativeUpdate(PaymentRequest, { id }, { expiresAt: new Date(Date.now() - 1) });
}

describe('paying by a link', () => {
  it('sets the amount aside, says which request it pays, and tells whoever asked', async () => {
    const { id, token } = await created();
    const payment = await payBy(carl, token);
    expect(payment).toMatchObject({
      ...{ __typename: 'Payment', status: 'PENDING', payerId: carl.userId, recipientId: vera.userId },
      ...{ amountMinor: 400, note: 'Two chairs', requestId: id },
    });
    expect(await stored(id)).toMatchObject({ status: 'PAID', paidCount: 1 });
    expect((await fixture.events()).at(-1)).toMatchObject({
      type: 'payments.request.paid',
      actor: carl.userId,
      audience: `user:${vera.userId} role:ADMIN`,
      data: { status: 'PAID', payerId: carl.userId },
    });
    if (payment.__typename === 'Payment') await carryOut(fixture.orm, payment.id);
    expect([await fixture.balanceOf(vera), await fixture.balanceOf(carl)]).toEqual([400, 600]);
  });

  it('of two payers at once on a single request one pays, and the other is told', async () => {
    const { id, token } = await created();
    let second: Promise<PaidPaymentRequest> | undefined;

    // The first is held open, its payment made but not committed, until the second waits for it.
    const first = await fixture.orm.em.fork().transactional(async (em) => {
      const context = { ...contextOf(fixture.orm, carl), em };
      const made = await payPaymentRequest(context, { token, idempotencyKey: uuidv7() });
      second = payBy(dora, token, { orm: replica });
      await untilSomebodyWaits(replica);
      return made;
    });

    expect(first.__typename).toBe('Payment');
    expect(await second).toMatchObject({
      __typename: 'PaymentRequestClosed',
      message: 'Somebody has paid this request already. Nothing was taken from you.',
    });
    expect(await fixture.orm.em.fork().count(Payment, { requestId: id })).toBe(1);
    expect([await fixture.balanceOf(carl), await fixture.balanceOf(dora)]).toEqual([600, 1_000]);
  });

  it('goes to the second payer when the first is undone', async () => {
    const { token } = await created();
    let second: Promise<PaidPaymentRequest> | undefined;
    const first = fixture.orm.em.fork().transactional(async (em) => {
      const context = { ...contextOf(fixture.orm, carl), em };
      await payPaymentRequest(context, { token, idempotencyKey: uuidv7() });
      second = payBy(dora, token, { orm: replica });
      await untilSomebodyWaits(replica);
      throw new Error('the connection was lost');
    });
    await expect(first).rejects.toThrow('the connection was lost');
    expect(await second).toMatchObject({ __typename: 'Payment', payerId: dora.userId });
  });

  it('is done by many where that is wanted, and once for each key', async () => {
    const { id, token } = await created({ use: 'MULTI' });
    const key = 'double-click-3';
    const answers = await Promise.all([
      payBy(carl, token, { key }),
      payBy(carl, token, { key, orm: replica }),
      payBy(dora, token),
    ]);
    expect(new Set(answers.map((made) => ('id' in made ? made.id : made.__typename))).size).toBe(2);
    expect(await stored(id)).toMatchObject({ status: 'OPEN', paidCount: 2 });
    const other = await created({ use: 'MULTI' });
    expect(await payBy(carl, other.token, { key })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  it('gives the same payment for the same key, though the request is paid', async () => {
    const { token } = await created();
    const [first, again] = [
      await payBy(carl, token, { key: 'pay-again-1' }),
      await payBy(carl, token, { key: 'pay-again-1' }),
    ];
    expect(again).toMatchObject({ __typename: 'Payment', id: 'id' in first ? first.id : '' });
  });

  it('is refused, and moves nothing, where it cannot be', async () => {
    const [own, cancelled, expired, dear] = [
      await created(),
      await created(),
      await created(),
      await created({ amount: { amountMinor: 1_001, currency: 'EUR' } }),
    ];
    await cancel(vera, cancelled.id);
    await letExpire(expired.id);
    expect(await payBy(vera, own.token)).toMatchObject({ __typename: 'PaymentRequestClosed' });
    expect(await payBy(carl, cancelled.token)).toMatchObject({ message: expect.stringMatching(/cancelled/) });
    expect(await payBy(carl, expired.token)).toMatchObject({ message: expect.stringMatching(/expired/) });
    expect(await payBy(carl, dear.token)).toMatchObject({ __typename: 'InsufficientFunds' });
    expect(await payBy(carl, 'x'.repeat(32))).toMatchObject({ __typename: 'PaymentRequestNotFound' });
    expect(await fixture.balanceOf(carl)).toBe(1_000);
    expect(await stored(dear.id)).toMatchObject({ status: 'OPEN', paidCount: 0 });
  });

  it.each([
    ['a short token', { token: 'abc' }, 'token'],
    ['SQL for a token', { token: "' or '1'='1' -- and some more text" }, 'token'],
    ['no token', { token: undefined }, 'token'],
    ['a key that is no text', { idempotencyKey: 12_345_678 }, 'idempotencyKey'],
  ])('names the field that is wrong: %s', async (_what, wish, name) => {
    const input = { token: 'x'.repeat(32), idempotencyKey: uuidv7(), ...wish };
    const answer = await payPaymentRequest(contextOf(fixture.orm, carl), input);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
  });
});

describe('a payment by a link that comes to nothing', () => {
  it('opens the request again when its payer cancels, for somebody else to pay', async () => {
    const { id, token } = await created();
    const payment = await payBy(carl, token);
    const paymentId = 'id' in payment ? payment.id : '';
    expect(await cancelPayment(contextOf(fixture.orm, carl), { paymentId })).toMatchObject({
      status: 'CANCELLED',
    });
    expect(await stored(id)).toMatchObject({ status: 'OPEN', paidCount: 0 });
    expect(await payBy(dora, token)).toMatchObject({ __typename: 'Payment' });
    expect(typesAbout(await fixture.events(), id)).toEqual([
      'payments.request.created',
      'payments.request.paid',
      'payments.request.reopened',
      'payments.request.paid',
    ]);
  });

  it('does not open a request that was closed since', async () => {
    const { id, token } = await created({ use: 'MULTI' });
    const payment = await payBy(carl, token);
    await cancel(vera, id);
    await cancelPayment(contextOf(fixture.orm, carl), { paymentId: 'id' in payment ? payment.id : '' });
    expect(await stored(id)).toMatchObject({ status: 'CANCELLED', paidCount: 0 });
  });

  it('and the next payer at once come one after the other', async () => {
    const { id, token } = await created();
    const payment = await payBy(carl, token);
    const paymentId = 'id' in payment ? payment.id : '';
    const [cancelled, second] = await Promise.all([
      cancelPayment(contextOf(replica, carl), { paymentId }),
      payBy(dora, token),
    ]);
    expect(cancelled).toMatchObject({ status: 'CANCELLED' });
    const paidBySecond = second.__typename === 'Payment';
    expect(await stored(id)).toMatchObject({
      status: paidBySecond ? 'PAID' : 'OPEN',
      paidCount: paidBySecond ? 1 : 0,
    });
  });
});

describe('closing a request', () => {
  it('is for whoever made it, and done once', async () => {
    const { id } = await created();
    const unknown = await cancel(carl, uuidv7());
    expect(unknown).toMatchObject({ __typename: 'PaymentRequestNotFound' });
    expect(await cancel(carl, id)).toEqual(unknown);
    expect(await cancel(vera, "1' or 1=1")).toMatchObject({ fields: [{ name: 'requestId' }] });
    for (let times = 0; times < 2; times += 1) {
      expect(await cancel(vera, id)).toMatchObject({ status: 'CANCELLED' });
    }
    expect(typesAbout(await fixture.events(), id)).toEqual([
      'payments.request.created',
      'payments.request.cancelled',
    ]);
  });

  it('comes too late for one that is paid or over', async () => {
    const [paidOne, expired] = [await created(), await created()];
    await payBy(carl, paidOne.token);
    await letExpire(expired.id);
    for (const { id } of [paidOne, expired]) {
      expect(await cancel(vera, id)).toMatchObject({ __typename: 'PaymentRequestClosed' });
    }
  });

  it('happens by itself at its last moment, with one event however many replicas look', async () => {
    const { id } = await created({ expiresAt: new Date(Date.now() + 3_600_000) });
    const later = new Date(Date.now() + 3_600_001);
    await Promise.all([
      expirePaymentRequests(fixture.orm.em, later),
      expirePaymentRequests(replica.em, later),
    ]);
    expect(await stored(id)).toMatchObject({ status: 'EXPIRED' });
    expect(typesAbout(await fixture.events(), id)).toEqual([
      'payments.request.created',
      'payments.request.expired',
    ]);
  });
});

it('is found by its token alone', async () => {
  const { id, token } = await created();
  const { em } = contextOf(fixture.orm, carl);
  expect(await findPaymentRequest({ em }, token)).toMatchObject({ id });
  for (const wrong of [id, token.slice(1), `${token.slice(1)}-`, "' or 1=1 --"]) {
    expect(await findPaymentRequest({ em }, wrong)).toBeNull();
  }
});

it('leaves a payment of no request as it is', async () => {
  const { id } = await paid(fixture.orm, carl, vera, 10);
  expect(await cancelPayment(contextOf(fixture.orm, carl), { paymentId: id })).toMatchObject({
    status: 'CANCELLED',
    requestId: null,
  });
});
