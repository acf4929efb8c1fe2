import { v7 as uuidv7 } from 'uuid';
import { contextOf } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { PaymentRequest } from '../entities/payment-request.entity.ts';
import { createPaymentRequest } from './create-payment-request.ts';

let fixture: PaymentsFixture;
let vera: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

beforeEach(async () => {
  vera = await fixture.person();
});

afterAll(() => fixture.close());

const create = (wish: object = {}) =>
  createPaymentRequest(contextOf(fixture.orm, vera), {
    amount: { amountMinor: 400, currency: 'EUR' },
    note: 'Two chairs',
    use: 'SINGLE',
    idempotencyKey: uuidv7(),
    ...wish,
  });

async function created(wish?: object): Promise<PaymentRequest> {
  const made = await create(wish);
  if (made.__typename !== 'PaymentRequest') throw new Error(JSON.stringify(made));
  return made;
}

const countOfRequests = () => fixture.orm.em.fork().count(PaymentRequest, { requesterId: vera.userId });

describe('asking for money by a link', () => {
  it('makes an open request whose token is long, and is no part of the event', async () => {
    const request = await created();
    expect(request).toMatchObject({ status: 'OPEN', use: 'SINGLE', paidCount: 0, amountMinor: 400 });
    expect(request.token).toMatch(/^[\w-]{32}$/);
    const event = (await fixture.events()).at(-1);
    expect(event).toMatchObject({
      type: 'payments.request.created',
      actor: vera.userId,
      audience: `user:${vera.userId} role:ADMIN`,
    });
    expect(JSON.stringify(event)).not.toContain(request.token);
  });

  it('happens once for one key', async () => {
    const key = { idempotencyKey: 'one-request-only' };
    const [first, second] = await Promise.all([created(key), created(key)]);
    expect(second.id).toBe(first.id);
    expect(await create({ ...key, note: 'Three chairs' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    expect(await countOfRequests()).toBe(1);
  });

  it.each<[string, object, string]>([
    ['nothing', { amount: { amountMinor: 0, currency: 'EUR' } }, 'amount.amountMinor'],
    ['half a cent', { amount: { amountMinor: 0.5, currency: 'EUR' } }, 'amount.amountMinor'],
    ['too much', { amount: { amountMinor: 100_000_001, currency: 'EUR' } }, 'amount.amountMinor'],
    ['an amount in words', { amount: { amountMinor: 'ten', currency: 'EUR' } }, 'amount.amountMinor'],
    ['a currency that no wallet holds', { amount: { amountMinor: 1, currency: 'NOK' } }, 'amount.currency'],
    ['no currency', { amount: { amountMinor: 1, currency: "EUR'; drop table" } }, 'amount.currency'],
    ['a long note', { note: 'x'.repeat(141) }, 'note'],
    ['a note with a null byte', { note: 'a\0b' }, 'note'],
    ['another use', { use: 'TWICE' }, 'use'],
    ['no use', { use: undefined }, 'use'],
    ['an expiry that is over', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['an expiry in two years', { expiresAt: new Date(Date.now() + 2 * 366 * 86_400_000) }, 'expiresAt'],
    ['no moment', { expiresAt: '<script>alert(1)</script>' }, 'expiresAt'],
    ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('is refused and changes nothing: %s', async (_what, wish, name) => {
    expect(await create(wish)).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await countOfRequests()).toBe(0);
  });
});
