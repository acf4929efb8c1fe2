import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { lockWalletAccount } from '../src/ledger/accounts.ts';
import type { Person } from './payments-fixture.ts';
import {
  newPerson,
  payByGraph,
  payMutation,
  startPaymentsSubgraph,
  topUp,
  walletOf,
} from './payments-subgraph.ts';
import { findUnsoundness } from './sound-ledger.ts';
import { untilSomebodyWaits } from './until-somebody-waits.ts';

let subgraph: TestSubgraph;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph();
  [alice, bob] = [await newPerson(subgraph), await newPerson(subgraph)];
  for (const person of [alice, bob]) await topUp(subgraph, person, 10_000);
}, 30_000);

afterAll(async () => {
  expect(await findUnsoundness(subgraph.orm)).toEqual([]);
  await subgraph.stop();
});

interface Paid {
  makePayment: { __typename: string };
}

/** One payment; resolves with what it became, or with the code of the error. */
async function payOne(payer: Person, payee: Person): Promise<unknown> {
  const amount = { amountMinor: 1, currency: 'EUR' };
  const input = { recipientEmail: payee.email, amount, idempotencyKey: uuidv7() };
  const { data, errors } = await subgraph.execute<Paid>(
    payMutation,
    { input },
    { as: { userId: payer.userId } },
  );
  return data?.makePayment.__typename ?? errors?.[0]?.extensions?.['code'];
}

/** Runs the work while somebody else has the wallet, so that no payment of its owner goes on. */
async function whileHeld(walletId: string, work: () => Promise<void>): Promise<void> {
  await subgraph.orm.em.fork().transactional(async (em) => {
    await lockWalletAccount(em, walletId);
    await work();
  });
}

const countOf = (all: readonly unknown[], what: string) => all.filter((each) => each === what).length;

/** That many payments to Bob at the same time. */
const payOften = (payer: Person, count: number): Promise<unknown>[] =>
  Array.from({ length: count }, () => payOne(payer, bob));

const balanceOf = async (person: Person) =>
  (await walletOf(subgraph, person.userId))?.balance.amountMinor ?? 0;

describe('somebody who pays often at the same time', () => {
  it('leaves everybody else their balance and their payments, and each is made', async () => {
    let payments: Promise<unknown>[] = [];
    await whileHeld(alice.walletId, async () => {
      // More than there are connections to the database.
      payments = payOften(alice, 14);
      await untilSomebodyWaits(subgraph.orm);
      expect(await balanceOf(bob)).toBe(10_000);
      expect(await payByGraph(subgraph, bob, alice.email, 1)).toEqual(expect.any(String));
    });
    expect(countOf(await Promise.all(payments), 'Payment')).toBe(14);
  });

  it('is told at once when it is too much, of payments that are then not made', async () => {
    // Nobody pays her anything meanwhile.
    const carol = await newPerson(subgraph);
    await topUp(subgraph, carol, 10_000);
    let payments: Promise<unknown>[] = [];
    const refused: unknown[] = [];
    await whileHeld(carol.walletId, async () => {
      payments = payOften(carol, 70);
      for (const payment of payments)
        void payment.then((outcome) => outcome === 'RATE_LIMITED' && refused.push(outcome));
      await subgraph.eventually(() => expect(refused).toHaveLength(4));
    });
    const outcomes = await Promise.all(payments);
    const made = countOf(outcomes, 'Payment');
    expect(made + countOf(outcomes, 'RATE_LIMITED')).toBe(70);
    expect(await balanceOf(carol)).toBe(10_000 - made);
  });
});
