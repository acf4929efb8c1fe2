import type { TestSubgraph } from '@payloom/testkit/subgraph';
import type { Person } from './payments-fixture.ts';
import { newPerson, startPaymentsSubgraph } from './payments-subgraph.ts';
import { postAt } from './post-at.ts';

let subgraph: TestSubgraph;
let alice: Person;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph();
  alice = await newPerson(subgraph);
  await postAt(subgraph.orm, alice, 5_000, new Date('2024-02-10T12:00:00Z'));
  await postAt(subgraph.orm, alice, -1_200, new Date('2024-03-10T12:00:00Z'));
  await postAt(subgraph.orm, alice, 200, new Date('2024-03-11T12:00:00Z'));
}, 30_000);

afterAll(() => subgraph.stop());

const query = `query ($month: String!, $after: String) {
  walletStatement(month: $month, timeZone: "Europe/Berlin") {
    __typename
    ... on WalletStatement {
      month timeZone currency from to lineCount
      opening { amountMinor } moneyIn { amountMinor } moneyOut { amountMinor } closing { amountMinor currency }
      lines(first: 1, after: $after) {
        edges { node { at kind amount { amountMinor } balance { amountMinor currency } payment { id } payout { account } } }
        pageInfo { hasNextPage endCursor }
      }
    }
    ... on InvalidInput { fields { name } }
  }
}`;

interface Answer {
  walletStatement: { lines: { pageInfo: { endCursor: string } } };
}

const payout = {
  at: '2024-03-10T12:00:00.000Z',
  kind: 'PAYOUT_HELD',
  amount: { amountMinor: -1_200 },
  balance: { amountMinor: 3_800, currency: 'EUR' },
  payment: null,
  payout: { account: 'CH•• •••• 2957' },
};

describe('a statement in the graph', () => {
  it('says what the month opened and closed with, and its lines page by page', async () => {
    const as = { as: { userId: alice.userId } };
    const first = await subgraph.execute<Answer>(query, { month: '2024-03' }, as);
    expect(first.errors).toBeUndefined();
    expect(first.data?.walletStatement).toEqual({
      __typename: 'WalletStatement',
      month: '2024-03',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      from: '2024-02-29T23:00:00.000Z',
      to: '2024-03-31T22:00:00.000Z',
      lineCount: 2,
      opening: { amountMinor: 5_000 },
      moneyIn: { amountMinor: 200 },
      moneyOut: { amountMinor: 1_200 },
      closing: { amountMinor: 4_000, currency: 'EUR' },
      lines: {
        edges: [{ node: payout }],
        pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
      },
    });
    const after = first.data?.walletStatement.lines.pageInfo.endCursor;
    const next = await subgraph.execute(query, { month: '2024-03', after }, as);
    expect(next.data?.walletStatement).toMatchObject({
      lines: {
        edges: [{ node: { kind: 'TOP_UP_CAPTURED', balance: { amountMinor: 4_000 } } }],
        pageInfo: { hasNextPage: false },
      },
    });
  });

  it('names the month that is none, and asks who is there', async () => {
    const bad = await subgraph.execute(query, { month: '2024-13' }, { as: { userId: alice.userId } });
    expect(bad.data).toEqual({
      walletStatement: { __typename: 'InvalidInput', fields: [{ name: 'month' }] },
    });
    const nobody = await subgraph.execute(query, { month: '2024-03' });
    expect(nobody.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('is the own one of an administrator, whose wallet holds nothing, and no other', async () => {
    const admin = await newPerson(subgraph);
    const as = { as: { userId: admin.userId, role: 'ADMIN' as const } };
    const { data } = await subgraph.execute(query, { month: '2024-03' }, as);
    expect(data?.walletStatement).toMatchObject({ lineCount: 0, closing: { amountMinor: 0 } });
  });
});
