import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import {
  newPerson,
  payByGraph,
  payMutation,
  startPaymentsSubgraph,
  topUp,
  topUpMutation,
} from './payments-subgraph.ts';
import type { Person } from './payments-fixture.ts';
import { findUnsoundness } from './sound-ledger.ts';

const queries: string[] = [];
let subgraph: TestSubgraph;
let alice: Person;
let bob: Person;
let eve: Person;
const administrator = { userId: uuidv7(), role: 'ADMIN' } as const;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph({ onQuery: (message) => void queries.push(message) });
  alice = await newPerson(subgraph);
  bob = await newPerson(subgraph);
  eve = await newPerson(subgraph);
  await topUp(subgraph, alice, 50_000);
}, 30_000);

afterAll(async () => {
  expect(await findUnsoundness(subgraph.orm)).toEqual([]);
  await subgraph.stop();
});

const as = ({ userId }: Person) => ({ as: { userId } });
const inputOf = (amountMinor: unknown, recipientEmail = bob.email, idempotencyKey: string = uuidv7()) => ({
  input: { recipientEmail, amount: { amountMinor, currency: 'EUR' }, idempotencyKey },
});

describe('makePayment in the graph', () => {
  it('gives the payment as the payer sees it', async () => {
    const { data, errors } = await subgraph.execute(payMutation, inputOf(100), as(alice));
    expect(errors).toBeUndefined();
    expect(data?.makePayment).toMatchObject({
      __typename: 'Payment',
      status: 'PENDING',
      direction: 'SENT',
      amount: { amountMinor: 100, currency: 'EUR' },
      timeline: [{ status: 'PENDING' }],
    });
  });

  it('gives too little money, an unknown recipient and a wrong amount as types', async () => {
    const poor = await subgraph.execute(payMutation, inputOf(1, alice.email), as(bob));
    const unknown = await subgraph.execute(payMutation, inputOf(1, 'nobody@example.com'), as(alice));
    const negative = await subgraph.execute(payMutation, inputOf(-100), as(alice));
    expect(poor.data?.makePayment).toMatchObject({
      __typename: 'InsufficientFunds',
      required: { amountMinor: 1 },
    });
    expect(unknown.data?.makePayment).toMatchObject({
      __typename: 'RecipientNotFound',
      email: 'nobody@example.com',
    });
    expect(negative.data?.makePayment).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'amount.amountMinor', message: 'Must be at least 1 minor units.' }],
    });
  });

  it('gives a reused idempotency key as a type', async () => {
    const key = uuidv7();
    await subgraph.execute(payMutation, inputOf(100, bob.email, key), as(alice));
    const { data } = await subgraph.execute(payMutation, inputOf(101, bob.email, key), as(alice));
    expect(data?.makePayment).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  it.each([10.5, '10', 2 ** 53])(
    'names the variable when an amount is no whole number: %s',
    async (amount) => {
      const { data, errors } = await subgraph.execute(payMutation, inputOf(amount), as(alice));
      expect(data).toBeUndefined();
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      expect(errors?.[0]?.message).toContain('"input.amount.amountMinor"');
    },
  );

  it('asks who is there', async () => {
    const { errors } = await subgraph.execute(payMutation, inputOf(100));
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('cancelPayment in the graph', () => {
  const cancelMutation = `mutation ($input: CancelPaymentInput!) {
    cancelPayment(input: $input) {
      __typename
      ... on Payment { status }
      ... on Problem { message }
      ... on PaymentNotCancellable { payment { id status } }
    }
  }`;

  it('gives what has become of the payment, and nothing of a payment of others', async () => {
    const paymentId = await payByGraph(subgraph, alice, bob.email, 10);
    const byEve = await subgraph.execute(cancelMutation, { input: { paymentId } }, as(eve));
    expect(byEve.data?.cancelPayment).toMatchObject({ __typename: 'PaymentNotFound' });

    const { data } = await subgraph.execute(cancelMutation, { input: { paymentId } }, as(alice));
    // It may have been carried out already: consumers do not wait.
    expect([
      { __typename: 'Payment', status: 'CANCELLED' },
      { __typename: 'PaymentNotCancellable', message: expect.any(String), payment: expect.any(Object) },
    ]).toContainEqual(data?.cancelPayment);
  });

  it('asks who is there', async () => {
    const { errors } = await subgraph.execute(cancelMutation, { input: { paymentId: uuidv7() } });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('topUpWallet in the graph', () => {
  it('gives a declined card as a type', async () => {
    expect(await topUp(subgraph, alice, 1_013)).toMatchObject({
      __typename: 'CardDeclined',
      message: 'The card has insufficient funds.',
    });
  });

  it('refuses what is not an amount of money it takes', async () => {
    const input = { amount: { amountMinor: 99, currency: 'EUR' }, idempotencyKey: uuidv7() };
    const { data } = await subgraph.execute(topUpMutation, { input }, as(alice));
    expect(data?.topUpWallet).toMatchObject({ __typename: 'InvalidInput' });
  });
});

describe('what a viewer may see', () => {
  const paymentQuery = `query ($id: ID!) { payment(id: $id) { id direction amount { amountMinor } } }`;
  const entities = `query ($keys: [_Any!]!) {
    _entities(representations: $keys) {
      __typename
      ... on Payment { status }
      ... on Wallet { balance { amountMinor } pending { amountMinor } }
      ... on TopUp { amount { amountMinor } }
      ... on User { wallet { id } payments(first: 5) { edges { node { id } } } }
    }
  }`;
  let paymentId: string;

  beforeAll(async () => {
    paymentId = await payByGraph(subgraph, alice, bob.email, 77);
  });

  it.each([
    ['the payer', () => alice.userId, 'SENT'],
    ['the recipient', () => bob.userId, 'RECEIVED'],
  ])('a payment by %s', async (_who, userId, direction) => {
    const { data } = await subgraph.execute(paymentQuery, { id: paymentId }, { as: { userId: userId() } });
    expect(data?.payment).toEqual({ id: paymentId, direction, amount: { amountMinor: 77 } });
  });

  it('a payment by an administrator, who stands on neither side', async () => {
    const { data } = await subgraph.execute(paymentQuery, { id: paymentId }, { as: administrator });
    expect(data?.payment).toMatchObject({ id: paymentId, direction: null });
  });

  it('nothing of another user’s payment, nor of one that is not there', async () => {
    for (const id of [paymentId, uuidv7(), 'no id at all']) {
      const { data, errors } = await subgraph.execute(paymentQuery, { id }, as(eve));
      expect([data, errors]).toEqual([{ payment: null }, undefined]);
    }
  });

  it('nothing of another user’s entities by their keys', async () => {
    const topped = await topUp(subgraph, alice, 500);
    const keys = [
      { __typename: 'Payment', id: paymentId },
      { __typename: 'Wallet', id: alice.walletId },
      { __typename: 'TopUp', id: topped?.id },
      { __typename: 'User', id: alice.userId },
    ];
    const { data, errors } = await subgraph.execute(entities, { keys }, as(eve));
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([
      null,
      null,
      null,
      { __typename: 'User', wallet: null, payments: { edges: [] } },
    ]);
    const own = await subgraph.execute<{ _entities: unknown[] }>(entities, { keys }, as(alice));
    expect(own.data?._entities.slice(0, 3)).toEqual([
      { __typename: 'Payment', status: expect.any(String) },
      { __typename: 'Wallet', balance: { amountMinor: expect.any(Number) }, pending: expect.any(Object) },
      { __typename: 'TopUp', amount: { amountMinor: 500 } },
    ]);
  });

  it('the ledger by administrators alone', async () => {
    const summary = '{ ledgerSummary { currency debitMinor creditMinor entryCount } }';
    const postings = `{ payments(first: 1) { edges { node { postings { account amount { amountMinor } at } } } } }`;
    for (const query of [summary, postings]) {
      const { errors } = await subgraph.execute(query, {}, as(alice));
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    const { data } = await subgraph.execute<{ ledgerSummary: { debitMinor: number; creditMinor: number }[] }>(
      summary,
      {},
      { as: administrator },
    );
    expect(data?.ledgerSummary).toHaveLength(1);
    expect(data?.ledgerSummary[0]?.debitMinor).toBe(data?.ledgerSummary[0]?.creditMinor);
  });
});

describe('a list of payments', () => {
  const listQuery = `query ($first: Int!) {
    payments(first: $first) {
      edges { node {
        id status note direction createdAt updatedAt
        amount { amountMinor currency }
        payer { id wallet { id balance { amountMinor } pending { amountMinor } owner { id } } }
        recipient { id wallet { id balance { amountMinor } pending { amountMinor } } }
        timeline { status at reason }
        postings { id entryId account at amount { amountMinor currency } }
      } }
    }
  }`;

  async function queriesFor(first: number): Promise<number> {
    queries.length = 0;
    const { data, errors } = await subgraph.execute<{ payments: { edges: unknown[] } }>(
      listQuery,
      { first },
      { as: administrator },
    );
    const asked = queries.length;
    expect(errors).toBeUndefined();
    expect(data?.payments.edges).toHaveLength(first);
    return asked;
  }

  it('asks the database as often for twenty as for two', async () => {
    for (let index = 0; index < 20; index += 1) await payByGraph(subgraph, alice, bob.email, 10 + index);
    // What is still being carried out asks for itself.
    await subgraph.eventually(async () => {
      const { data } = await subgraph.execute(
        '{ payments(filter: { status: [PENDING, PROCESSING] }, first: 1) { edges { cursor } } }',
        {},
        { as: administrator },
      );
      expect(data?.payments).toEqual({ edges: [] });
    });
    const [forTwo, forTwenty] = [await queriesFor(2), await queriesFor(20)];
    expect(forTwenty).toBe(forTwo);
    // Page, wallets, balances, pending, timelines, entries, postings.
    expect(forTwenty).toBeLessThanOrEqual(7);
  }, 30_000);

  it('refuses a page that is too long', async () => {
    const { errors } = await subgraph.execute(listQuery, { first: 101 }, { as: administrator });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});
