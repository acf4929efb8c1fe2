import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { contextOf, silentLog, typesAbout } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { createRecordingProvider, type RecordingProvider } from '../../test/recording-provider.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { Payout } from '../entities/payout.entity.ts';
import { ormConfig } from '../orm.config.ts';
import type { WebhookEvent } from '../provider/webhook-event.ts';
import { bookWebhook } from './book-webhook.ts';
import { resumePayouts } from './order-payout.ts';
import { payOut, type PaidOut } from './pay-out.ts';

const iban = 'CH93 0076 2011 6238 5295 7';

let fixture: PaymentsFixture;
/** A second replica of the subgraph on the same database. */
let replica: MikroORM;
let provider: RecordingProvider;
let alice: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  replica = await MikroORM.init(ormConfig(fixture.databaseUrl));
});

beforeEach(async () => {
  provider = createRecordingProvider();
  alice = await fixture.person(1_000);
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await replica.close();
  await fixture.close();
});

const pay = (wish: object = {}, orm = fixture.orm): Promise<PaidOut> =>
  payOut(
    { ...contextOf(orm, alice), provider, log: silentLog },
    { amount: { amountMinor: 400, currency: 'EUR' }, iban, idempotencyKey: uuidv7(), ...wish },
  );

async function paidOut(wish?: object): Promise<Payout> {
  const made = await pay(wish);
  if (made.__typename !== 'Payout') throw new Error(JSON.stringify(made));
  return made;
}

type Told = 'payout.processing' | 'payout.settled' | 'payout.returned';

function tell(reference: string, type: Told, { orm = fixture.orm, amountMinor = 400 } = {}) {
  const about = { id: uuidv7(), reference, amount: { amountMinor, currency: 'EUR' } };
  const event: WebhookEvent =
    type === 'payout.returned' ? { ...about, type, reason: 'The account is closed.' } : { ...about, type };
  return orm.em.fork().transactional((em) => bookWebhook(em, event));
}

const stored = (id: string) => fixture.orm.em.fork().findOneOrFail(Payout, id);

describe('paying out', () => {
  it('sets the amount aside, asks the provider once, and tells no bank account in the event', async () => {
    const { id } = await paidOut();
    expect(await fixture.balanceOf(alice)).toBe(600);
    expect(provider.orders).toEqual([
      { reference: id, amount: { amountMinor: 400, currency: 'EUR' }, iban: 'CH9300762011623852957' },
    ]);
    const event = (await fixture.events()).at(-1);
    expect(event).toMatchObject({ type: 'payments.payout.requested', subject: id, actor: alice.userId });
    expect(JSON.stringify(event)).not.toContain('0076');
    expect(await findUnsoundness(fixture.orm)).toEqual([]);
  });

  it('of two that together overdraw the wallet makes one, and one for each key', async () => {
    const answers = await Promise.all([
      pay({ amount: { amountMinor: 700, currency: 'EUR' } }),
      pay({ amount: { amountMinor: 700, currency: 'EUR' } }, replica),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['InsufficientFunds', 'Payout']);
    const key = { amount: { amountMinor: 100, currency: 'EUR' }, idempotencyKey: 'one-payout-only' };
    const [first, second] = await Promise.all([pay(key), pay(key, replica)]);
    expect(first).toMatchObject({ __typename: 'Payout', id: 'id' in second ? second.id : '' });
    expect(await pay({ ...key, iban: 'DE89370400440532013000' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    expect(await fixture.balanceOf(alice)).toBe(200);
  });

  it.each<[string, object, string]>([
    ['too little', { amount: { amountMinor: 99, currency: 'EUR' } }, 'amount.amountMinor'],
    ['a negative amount', { amount: { amountMinor: -400, currency: 'EUR' } }, 'amount.amountMinor'],
    ['a currency without a wallet', { amount: { amountMinor: 400, currency: 'USD' } }, 'amount.currency'],
    ['an IBAN with a slip', { iban: 'CH93 0076 2011 6238 5295 8' }, 'iban'],
    ['no IBAN', { iban: undefined }, 'iban'],
    ['SQL for an IBAN', { iban: "'; drop table payout; --" }, 'iban'],
    ['a script for an IBAN', { iban: '<script>alert(1)</script>' }, 'iban'],
    ['a long IBAN', { iban: 'CH'.repeat(5_000) }, 'iban'],
    ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('is refused and changes nothing: %s', async (_what, wish, name) => {
    expect(await pay(wish)).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await fixture.balanceOf(alice)).toBe(1_000);
    expect(provider.orders).toEqual([]);
  });
});

describe('what the provider tells of a payout', () => {
  it('settles it: the money has left for good', async () => {
    const { id } = await paidOut();
    for (const type of ['payout.processing', 'payout.settled'] as const) {
      expect(await tell(id, type)).toBe('booked');
    }
    expect(await stored(id)).toMatchObject({ status: 'SETTLED', reason: null });
    expect(await fixture.balanceOf(alice)).toBe(600);
    expect(typesAbout(await fixture.events(), id)).toEqual([
      'payments.payout.requested',
      'payments.payout.processing',
      'payments.payout.settled',
    ]);
  });

  it('returns it: the wallet has the money back, and why is kept', async () => {
    const { id } = await paidOut();
    await tell(id, 'payout.returned');
    expect(await stored(id)).toMatchObject({ status: 'RETURNED', reason: 'The account is closed.' });
    expect(await fixture.balanceOf(alice)).toBe(1_000);
  });

  it('has one effect, however often, in whatever order and however parallel it comes', async () => {
    const { id } = await paidOut();
    await Promise.all([
      tell(id, 'payout.settled'),
      tell(id, 'payout.settled', { orm: replica }),
      tell(id, 'payout.returned', { orm: replica }),
      tell(id, 'payout.processing'),
    ]);
    await tell(id, 'payout.processing');
    const { status } = await stored(id);
    expect(['SETTLED', 'RETURNED']).toContain(status);
    expect(await fixture.balanceOf(alice)).toBe(status === 'SETTLED' ? 600 : 1_000);
    expect(await findUnsoundness(fixture.orm)).toEqual([]);
  });

  it('has no effect where it is about nothing that was asked for', async () => {
    const { id } = await paidOut();
    expect(await tell(uuidv7(), 'payout.settled')).toBe('unknown');
    expect(await tell(id, 'payout.settled', { amountMinor: 399 })).toBe('unknown');
    expect(await stored(id)).toMatchObject({ status: 'PENDING' });
  });
});

describe('a payout of who has not confirmed their email', () => {
  it('is refused, and nothing is set aside', async () => {
    const context = contextOf(fixture.orm, alice);
    const unverified = { ...context, viewer: { ...context.viewer, emailVerified: false } };
    const input = { amount: { amountMinor: 400, currency: 'EUR' }, iban, idempotencyKey: uuidv7() };
    const refused = await payOut({ ...unverified, provider, log: silentLog }, input);
    expect(refused).toMatchObject({ __typename: 'EmailNotVerified' });
    expect(await fixture.balanceOf(alice)).toBe(1_000);
  });
});

describe('a payout without an answer', () => {
  const inAMinute = () => new Date(Date.now() + 60_000);
  const resume = (now?: Date) => resumePayouts({ em: fixture.orm.em, provider, log: silentLog }, now);

  it('is asked for again under the same reference, and not before its time', async () => {
    provider.answers('silence');
    const { id } = await paidOut();
    provider.answers({ outcome: 'captured' });
    await resume();
    expect(provider.orders.filter(({ reference }) => reference === id)).toHaveLength(1);
    await resume(inAMinute());
    expect(provider.orders.filter(({ reference }) => reference === id)).toHaveLength(2);
    await tell(id, 'payout.settled');
    await resume(inAMinute());
    expect(provider.orders.filter(({ reference }) => reference === id)).toHaveLength(2);
  });
});
