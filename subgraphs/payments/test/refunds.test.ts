import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { newPerson, payByGraph, startPaymentsSubgraph, topUp } from './payments-subgraph.ts';
import type { Person } from './payments-fixture.ts';
import { findUnsoundness } from './sound-ledger.ts';

let subgraph: TestSubgraph;
let alice: Person;
let bob: Person;
let paymentId: string;

const as = ({ userId }: Pick<Person, 'userId'>) => ({ as: { userId } });

const paymentQuery = `query ($id: ID!) {
  payment(id: $id) {
    status
    refunded { amountMinor currency }
    refunds { amount { amountMinor } note }
    refundRequest { status note answer amount { amountMinor currency } }
  }
}`;

const ask = `mutation ($input: RequestRefundInput!) {
  requestRefund(input: $input) {
    __typename
    ... on RefundRequest { status amount { amountMinor currency } payment { id } }
    ... on Problem { message }
  }
}`;

const give = `mutation ($input: RefundPaymentInput!) {
  refundPayment(input: $input) {
    __typename
    ... on Refund { amount { amountMinor } payment { id refunded { amountMinor } } }
    ... on Problem { message }
  }
}`;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph();
  alice = await newPerson(subgraph);
  bob = await newPerson(subgraph);
  await topUp(subgraph, alice, 5_000);
  paymentId = await payByGraph(subgraph, alice, bob.email, 1_000);
  await subgraph.eventually(async () => {
    const { data } = await subgraph.execute(paymentQuery, { id: paymentId }, as(bob));
    expect(data?.payment).toMatchObject({ status: 'COMPLETED', refundRequest: null });
  });
}, 30_000);

afterAll(async () => {
  expect(await findUnsoundness(subgraph.orm)).toEqual([]);
  await subgraph.stop();
});

describe('giving back in the graph', () => {
  it('is asked for, granted in part, and seen by both sides', async () => {
    const amount = { amountMinor: 400, currency: 'EUR' };
    const wish = { paymentId, amount, note: 'Too much', idempotencyKey: uuidv7() };
    const asked = await subgraph.execute(ask, { input: wish }, as(alice));
    expect(asked.data?.requestRefund).toEqual({
      __typename: 'RefundRequest',
      status: 'OPEN',
      amount,
      payment: { id: paymentId },
    });

    const input = { paymentId, amount, note: 'Sorry', idempotencyKey: uuidv7() };
    const given = await subgraph.execute(give, { input }, as(bob));
    expect(given.data?.refundPayment).toEqual({
      __typename: 'Refund',
      amount: { amountMinor: 400 },
      payment: { id: paymentId, refunded: { amountMinor: 400 } },
    });

    for (const person of [alice, bob]) {
      const { data } = await subgraph.execute(paymentQuery, { id: paymentId }, as(person));
      expect(data?.payment).toEqual({
        status: 'COMPLETED',
        refunded: { amountMinor: 400, currency: 'EUR' },
        refunds: [{ amount: { amountMinor: 400 }, note: 'Sorry' }],
        refundRequest: { status: 'GRANTED', note: 'Too much', answer: null, amount },
      });
    }
    await subgraph.eventually(() =>
      expect(subgraph.published.slice(-2).map(({ type, subject }) => [type, subject])).toEqual([
        ['payments.payment.refund-requested', paymentId],
        ['payments.payment.refunded', paymentId],
      ]),
    );
  });

  it('shows its postings to administrators alone', async () => {
    const query = `query ($id: ID!) {
      payment(id: $id) { refunds { postings { account amount { amountMinor } } } }
    }`;
    const administrator = { userId: uuidv7(), role: 'ADMIN' } as const;
    const { data } = await subgraph.execute(query, { id: paymentId }, { as: administrator });
    expect(data?.payment).toEqual({
      refunds: [
        {
          postings: [
            { account: `wallet:${bob.walletId}`, amount: { amountMinor: 400 } },
            { account: `wallet:${alice.walletId}`, amount: { amountMinor: -400 } },
          ],
        },
      ],
    });
    const { errors } = await subgraph.execute(query, { id: paymentId }, as(alice));
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
