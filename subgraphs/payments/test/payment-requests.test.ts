import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { newPerson, startPaymentsSubgraph, topUp } from './payments-subgraph.ts';
import type { Person } from './payments-fixture.ts';

let subgraph: TestSubgraph;
let vera: Person;
let carl: Person;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph();
  [vera, carl] = [await newPerson(subgraph), await newPerson(subgraph)];
  await topUp(subgraph, carl, 5_000);
  const profile = { phone: null, locale: 'en', timeZone: 'UTC' };
  const after = { displayName: 'Vera Seller', ...profile };
  await subgraph.publish({
    type: 'profile.profile.created',
    subject: vera.userId,
    data: { userId: vera.userId, after },
    audience: [`user:${vera.userId}`],
    actor: vera.userId,
  });
}, 30_000);

afterAll(() => subgraph.stop());

const as = ({ userId }: Person) => ({ as: { userId } });
const createMutation = `mutation ($input: CreatePaymentRequestInput!) {
  createPaymentRequest(input: $input) { ... on PaymentRequest { id token status isOwn paidCount } }
}`;
const byLink = `query ($token: String!) {
  paymentRequest(token: $token) {
    id status requesterName isOwn token paidCount note use amount { amountMinor currency }
  }
}`;

interface Created {
  createPaymentRequest: { id: string; token: string };
}
interface Found {
  paymentRequest: { id: string; requesterName: string | null } | null;
}

async function create() {
  const amount = { amountMinor: 1_250, currency: 'EUR' };
  const input = { amount, note: 'Two chairs', use: 'SINGLE', idempotencyKey: uuidv7() };
  const { data, errors } = await subgraph.execute<Created>(createMutation, { input }, as(vera));
  if (!data) throw new Error(JSON.stringify(errors));
  return data.createPaymentRequest;
}

describe('the link of a payment request', () => {
  it('shows somebody who is not signed in who asks, how much and what for, and nothing more', async () => {
    const { id, token } = await create();
    await subgraph.eventually(async () => {
      const { data, errors } = await subgraph.execute<Found>(byLink, { token });
      expect(errors).toBeUndefined();
      expect(data?.paymentRequest).toEqual({
        ...{ id, status: 'OPEN', use: 'SINGLE', requesterName: 'Vera Seller', note: 'Two chairs' },
        amount: { amountMinor: 1_250, currency: 'EUR' },
        ...{ isOwn: false, token: null, paidCount: null },
      });
    });
  });

  it('leads nowhere when it is not the whole of it', async () => {
    const { token } = await create();
    const { data } = await subgraph.execute<Found>(byLink, { token: token.slice(0, 31) });
    expect(data?.paymentRequest).toBeNull();
  });

  it('is given to whoever made the request, and by its id nobody else reads it', async () => {
    const { id, token } = await create();
    const list = '{ paymentRequests { edges { node { id token } } } }';
    const own = await subgraph.execute(list, {}, as(vera));
    expect(own.data?.paymentRequests).toMatchObject({
      edges: expect.arrayContaining([{ node: { id, token } }]),
    });
    expect((await subgraph.execute(list, {}, as(carl))).data?.paymentRequests).toEqual({ edges: [] });

    const reference =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on PaymentRequest { id token } } }';
    const of = [{ __typename: 'PaymentRequest', id }];
    expect((await subgraph.execute(reference, { of }, as(carl))).data).toEqual({ _entities: [null] });
    const administrator = { as: { userId: uuidv7(), role: 'ADMIN' as const } };
    // An administrator sees the request, and not the link.
    expect((await subgraph.execute(reference, { of }, administrator)).data).toEqual({
      _entities: [{ id, token: null }],
    });
  });

  it('is paid by who is signed in, and only by them', async () => {
    const { token } = await create();
    const pay = `mutation ($input: PayPaymentRequestInput!) {
      payPaymentRequest(input: $input) { __typename ... on Payment { note } ... on PaymentRequestClosed { request { status } } }
    }`;
    const input = { token, idempotencyKey: uuidv7() };
    const nobody = await subgraph.execute(pay, { input });
    expect(nobody.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    const paid = await subgraph.execute(pay, { input }, as(carl));
    expect(paid.data?.payPaymentRequest).toEqual({ __typename: 'Payment', note: 'Two chairs' });
    const again = { token, idempotencyKey: uuidv7() };
    const closed = await subgraph.execute(pay, { input: again }, as(carl));
    expect(closed.data?.payPaymentRequest).toEqual({
      __typename: 'PaymentRequestClosed',
      request: { status: 'PAID' },
    });
  });
});
