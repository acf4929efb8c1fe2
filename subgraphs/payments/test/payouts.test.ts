import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { signatureHeader, signWebhook } from '../src/provider/signature.ts';
import { webhookPath } from '../src/provider/webhook.ts';
import type { Person } from './payments-fixture.ts';
import {
  newPerson,
  ownEvents,
  startPaymentsSubgraph,
  topUp,
  walletOf,
  oldWebhookSecret,
  webhookSecret,
} from './payments-subgraph.ts';
import { findUnsoundness } from './sound-ledger.ts';

let subgraph: TestSubgraph;
let alice: Person;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph();
  alice = await newPerson(subgraph);
  await topUp(subgraph, alice, 100_000);
}, 30_000);

afterAll(async () => {
  expect(await findUnsoundness(subgraph.orm)).toEqual([]);
  await subgraph.stop();
});

const mutation = `mutation ($input: PayOutInput!) {
  payOut(input: $input) {
    __typename
    ... on Payout { id status account wallet { pending { amountMinor } } }
    ... on Problem { message }
  }
}`;

interface Answer {
  payOut: { __typename: string; id: string; account: string };
}
interface Listed {
  payouts: { edges: { node: { id: string; status: string; reason: string | null } }[] };
}

const as = ({ userId }: Person) => ({ as: { userId } });

async function payOut(amountMinor: number) {
  const amount = { amountMinor, currency: 'EUR' };
  const input = { amount, iban: 'DE89 3704 0044 0532 0130 00', idempotencyKey: uuidv7() };
  const { data, errors } = await subgraph.execute<Answer>(mutation, { input }, as(alice));
  if (!data) throw new Error(JSON.stringify(errors));
  return data.payOut;
}

async function listed(id: string) {
  const { data } = await subgraph.execute<Listed>(
    '{ payouts { edges { node { id status reason } } } }',
    {},
    as(alice),
  );
  return data?.payouts.edges.map(({ node }) => node).find((node) => node.id === id);
}

describe('a payout', () => {
  it.each([
    [1_000, 'SETTLED', null],
    [1_021, 'RETURNED', 'The account is closed.'],
    [1_068, 'SETTLED', null],
    [1_069, 'SETTLED', null],
  ])('of %i minor units ends %s, by the webhooks of the provider', async (amountMinor, status, reason) => {
    const before = (await walletOf(subgraph, alice.userId))?.balance.amountMinor ?? 0;
    const made = await payOut(amountMinor);
    expect(made).toMatchObject({ __typename: 'Payout', status: 'PENDING', account: 'DE•• •••• 3000' });
    await subgraph.eventually(async () => expect(await listed(made.id)).toMatchObject({ status, reason }));
    const after = (await walletOf(subgraph, alice.userId))?.balance.amountMinor;
    expect(after).toBe(status === 'SETTLED' ? before - amountMinor : before);
    await subgraph.eventually(async () => {
      const ends = ownEvents(subgraph).filter(({ subject }) => subject === made.id);
      expect(ends.filter(({ type }) => type === `payments.payout.${status.toLowerCase()}`)).toHaveLength(1);
    });
  });

  it('that nobody answers stays pending, its amount set aside', async () => {
    const made = await payOut(1_067);
    expect(made).toMatchObject({ wallet: { pending: { amountMinor: 1_067 } } });
    expect(await listed(made.id)).toMatchObject({ status: 'PENDING' });
  });
});

describe('a top-up that is answered by webhook', () => {
  it.each([
    [2_066, 'COMPLETED'],
    [2_068, 'COMPLETED'],
    [2_070, 'FAILED'],
  ])('of %i minor units ends %s, once', async (amountMinor, status) => {
    const before = (await walletOf(subgraph, alice.userId))?.balance.amountMinor ?? 0;
    const { id = '' } = (await topUp(subgraph, alice, amountMinor)) ?? {};
    await subgraph.eventually(async () => {
      const { data } = await subgraph.execute('{ topUps { edges { node { id status } } } }', {}, as(alice));
      expect(data?.topUps).toMatchObject({ edges: expect.arrayContaining([{ node: { id, status } }]) });
    });
    const after = (await walletOf(subgraph, alice.userId))?.balance.amountMinor;
    expect(after).toBe(status === 'COMPLETED' ? before + amountMinor : before);
  });
});

describe('the address for webhooks', () => {
  async function send(body: string, signature: string | undefined) {
    const response = await fetch(new URL(webhookPath, subgraph.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(signature ? { [signatureHeader]: signature } : {}) },
      body,
    });
    return response.status;
  }
  const settled = (reference: string) =>
    JSON.stringify({
      id: uuidv7(),
      type: 'payout.settled',
      reference,
      amount: { amountMinor: 1_167, currency: 'EUR' },
    });

  it('takes what the provider has signed, and refuses everything else without an effect', async () => {
    const { id } = await payOut(1_167);
    const body = settled(id);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    expect(await send(body, undefined)).toBe(401);
    expect(await send(body, signWebhook('a secret of somebody else who wants money', body))).toBe(401);
    expect(await send(body, signWebhook(webhookSecret, `${body} `))).toBe(401);
    expect(await send(body, signWebhook(webhookSecret, body, anHourAgo))).toBe(401);
    const unknown = settled(uuidv7());
    expect(await send(unknown, signWebhook(webhookSecret, unknown))).toBe(404);
    for (const nonsense of ['{}', 'null', '{"type":"payout.settled"', '<xml/>']) {
      expect(await send(nonsense, signWebhook(webhookSecret, nonsense))).toBe(400);
    }
    expect(await listed(id)).toMatchObject({ status: 'PENDING' });
    expect(await send(body, signWebhook(webhookSecret, body))).toBe(204);
    // The provider has not changed its secret yet.
    expect(await send(body, signWebhook(oldWebhookSecret, body))).toBe(204);
    expect(await listed(id)).toMatchObject({ status: 'SETTLED' });
  });
});
