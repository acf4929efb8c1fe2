import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import type { Person } from './payments-fixture.ts';
import { newPerson, payMutation, startPaymentsSubgraph, topUp, walletOf } from './payments-subgraph.ts';

interface Answer {
  makePayment: { __typename: string };
}

describe('money that leaves', () => {
  let payments: TestSubgraph;
  let alice: Person;
  let bob: Person;
  beforeAll(async () => {
    payments = await startPaymentsSubgraph();
    [alice, bob] = await Promise.all([newPerson(payments), newPerson(payments)]);
    await topUp(payments, alice, 5_000);
    await payments.eventually(async () =>
      expect((await walletOf(payments, alice.userId))?.balance.amountMinor).toBe(5_000),
    );
  });
  afterAll(() => payments?.stop());

  const before = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it('asks for a recent proof, and goes by the same key once that is there', async () => {
    const amount = { amountMinor: 100, currency: 'EUR' };
    const input = { recipientEmail: bob.email, amount, idempotencyKey: uuidv7() };
    const pay = async (authTime: Date) => {
      const as = { userId: alice.userId, authTime };
      const { data, errors } = await payments.execute<Answer>(payMutation, { input }, { as });
      expect(errors).toBeUndefined();
      return data?.makePayment.__typename;
    };
    expect(await pay(before(31))).toBe('StepUpRequired');
    expect((await walletOf(payments, alice.userId))?.balance.amountMinor).toBe(5_000);
    expect(await pay(before(29))).toBe('Payment');
    expect(await pay(before(1))).toBe('Payment');
    expect((await walletOf(payments, alice.userId))?.balance.amountMinor).toBe(4_900);
  });

  it.each<['schedulePayment' | 'payPaymentRequest' | 'payOut', string, object]>([
    ['schedulePayment', 'SchedulePaymentInput', { cadence: 'ONCE', startsOn: '2027-01-31', timeZone: 'UTC' }],
    ['payPaymentRequest', 'PayPaymentRequestInput', { token: 'a-token' }],
    ['payOut', 'PayOutInput', { iban: 'CH9300762011623852957' }],
  ])('asks so by %s too', async (mutation, type, own) => {
    const amount = { amountMinor: 100, currency: 'EUR' };
    const ofMutation = {
      schedulePayment: { recipientEmail: bob.email, amount },
      payPaymentRequest: {},
      payOut: { amount },
    }[mutation];
    const input = { idempotencyKey: uuidv7(), ...ofMutation, ...own };
    const query = `mutation ($input: ${type}!) { result: ${mutation}(input: $input) { __typename } }`;
    const as = { userId: alice.userId, authTime: before(31) };
    const { data, errors } = await payments.execute(query, { input }, { as });
    expect([errors, data]).toEqual([undefined, { result: { __typename: 'StepUpRequired' } }]);
  });
});
