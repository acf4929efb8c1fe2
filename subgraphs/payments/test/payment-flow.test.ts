import type { TestSubgraph } from '@payloom/testkit/subgraph';
import {
  newPerson,
  ownEvents,
  payByGraph,
  registered,
  startPaymentsSubgraph,
  topUp,
  walletOf,
} from './payments-subgraph.ts';
import { findUnsoundness } from './sound-ledger.ts';
import { Wallet } from '../src/entities/wallet.entity.ts';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph();
}, 30_000);

afterAll(async () => {
  expect(await findUnsoundness(subgraph.orm)).toEqual([]);
  await subgraph.stop();
});

const paymentQuery = `query ($id: ID!) {
  payment(id: $id) { status direction timeline { status reason } payer { id } recipient { id } }
}`;

describe('from registering to being paid', () => {
  it('goes by itself, and each step is an event', async () => {
    const alice = await newPerson(subgraph, 'Alice@example.com');
    const bob = await newPerson(subgraph, 'bob@example.com');
    expect(await topUp(subgraph, alice, 5_000)).toMatchObject({
      __typename: 'TopUp',
      status: 'COMPLETED',
      wallet: { balance: { amountMinor: 5_000 }, owner: { id: alice.userId } },
    });

    const id = await payByGraph(subgraph, alice, 'bob@example.com', 2_500);

    await subgraph.eventually(async () => {
      const { data } = await subgraph.execute(paymentQuery, { id }, { as: { userId: bob.userId } });
      expect(data?.payment).toEqual({
        status: 'COMPLETED',
        direction: 'RECEIVED',
        timeline: ['PENDING', 'PROCESSING', 'COMPLETED'].map((status) => ({ status, reason: null })),
        payer: { id: alice.userId },
        recipient: { id: bob.userId },
      });
    });
    expect((await walletOf(subgraph, alice.userId))?.balance.amountMinor).toBe(2_500);
    expect((await walletOf(subgraph, bob.userId))?.balance.amountMinor).toBe(2_500);

    await subgraph.eventually(() =>
      expect(ownEvents(subgraph).map(({ type }) => type)).toEqual([
        'payments.wallet.opened',
        'payments.wallet.opened',
        'payments.top-up.requested',
        'payments.top-up.completed',
        'payments.payment.created',
        'payments.payment.processing',
        'payments.payment.completed',
      ]),
    );
    expect(ownEvents(subgraph).at(-1)).toMatchObject({
      subject: id,
      audience: `user:${alice.userId} user:${bob.userId} role:ADMIN`,
    });
  }, 20_000);

  it('opens one wallet when the same event comes again', async () => {
    const carol = await newPerson(subgraph);
    const again = await subgraph.publish(registered(carol.userId, carol.email));
    await subgraph.publishAgain(again);
    const dave = await newPerson(subgraph);
    expect(await subgraph.orm.em.fork().count(Wallet, { ownerId: carol.userId })).toBe(1);
    expect(dave.walletId).not.toBe(carol.walletId);
  }, 20_000);
});
