import { join } from 'node:path';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { createContext } from '../src/context.ts';
import { consumes } from '../src/events/consumes.ts';
import { mountExport } from '../src/http/export-route.ts';
import { startProviderSweep } from '../src/operations/resume-top-ups.ts';
import { ormConfig } from '../src/orm.config.ts';
import type { Provider } from '../src/provider/provider.ts';
import { deliverTo } from '../src/provider/deliver-webhook.ts';
import { createSimulator } from '../src/provider/simulator.ts';
import { mountWebhook } from '../src/provider/webhook.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';
import type { Person } from './payments-fixture.ts';

interface Settings {
  provider?: Provider;
  /** Is told of each statement that goes to the database. */
  onQuery?: (message: string) => void;
}

/** What the provider of a test subgraph signs with. */
export const oldWebhookSecret = 'the secret that the provider had before this one';
export const webhookSecret = 'a secret of the tests, and of nobody else';

/** The whole subgraph as `main.ts` starts it, on a database and a broker of its own. */
export function startPaymentsSubgraph({ provider: given, onQuery }: Settings = {}): Promise<TestSubgraph> {
  let app: FastifyInstance | undefined;
  const deliver = deliverTo(() => app, webhookSecret);
  const provider = given ?? createSimulator({ deliver, webhookAfterMs: 20, slowAnswerAfterMs: 3_000 });
  return startTestSubgraph({
    name: 'payments',
    orm: (url) => ({ ...ormConfig(url), ...(onQuery ? { debug: ['query'], logger: onQuery } : {}) }),
    schemaPath: join(import.meta.dirname, '../schema.graphql'),
    resolvers,
    context: createContext({ provider }),
    consumes,
    routes: async (opened, { orm, log, verifyToken }) => {
      app = opened;
      mountExport(app, { em: orm.em, verifyToken });
      await mountWebhook(app, { em: orm.em, log, secrets: [webhookSecret, oldWebhookSecret] });
    },
    background: ({ orm, log }) => startProviderSweep({ em: orm.em, provider, log }),
  });
}

/** The event of the auth subgraph, as it comes when somebody registers. */
export function registered(userId: string, email: string) {
  return {
    type: 'auth.user.registered',
    subject: userId,
    data: { userId, email, displayName: 'Somebody', role: 'CUSTOMER', status: 'ACTIVE' },
    audience: [`user:${userId}`, 'role:ADMIN'],
    actor: userId,
  } as const;
}

const walletQuery = `query ($users: [_Any!]!) {
  _entities(representations: $users) { ... on User { wallet { id balance { amountMinor } } } }
}`;

interface WalletAnswer {
  _entities: { wallet: { id: string; balance: { amountMinor: number } } | null }[];
}

/** A subgraph to talk to, in this process or in another. */
export type Reachable = Pick<TestSubgraph, 'execute' | 'publish' | 'eventually'>;

/** The wallet as its owner sees it, or null while there is none. */
export async function walletOf(subgraph: Pick<Reachable, 'execute'>, userId: string) {
  const users = [{ __typename: 'User', id: userId }];
  const { data } = await subgraph.execute<WalletAnswer>(walletQuery, { users }, { as: { userId } });
  return data?._entities[0]?.wallet ?? null;
}

/** Somebody registers, and the wallet is there. */
export async function newPerson(subgraph: Reachable, email = `${uuidv7()}@example.com`): Promise<Person> {
  const userId = uuidv7();
  await subgraph.publish(registered(userId, email));
  const walletId = await subgraph.eventually(async () => {
    const wallet = await walletOf(subgraph, userId);
    if (wallet === null) throw new Error('The wallet is not open yet');
    return wallet.id;
  });
  return { userId, email, walletId };
}

export const topUpMutation = `mutation ($input: TopUpWalletInput!) {
  topUpWallet(input: $input) {
    __typename
    ... on TopUp { id status amount { amountMinor currency } wallet { balance { amountMinor } owner { id } } }
    ... on Problem { message }
  }
}`;

/** Puts money in by the graph. */
export async function topUp(subgraph: Pick<Reachable, 'execute'>, { userId }: Person, amountMinor: number) {
  const input = { amount: { amountMinor, currency: 'EUR' }, idempotencyKey: uuidv7() };
  const { data } = await subgraph.execute<{ topUpWallet: { __typename: string; id?: string } }>(
    topUpMutation,
    { input },
    { as: { userId } },
  );
  return data?.topUpWallet;
}

export const payMutation = `mutation ($input: MakePaymentInput!) {
  makePayment(input: $input) {
    __typename
    ... on Payment { id status direction amount { amountMinor currency } timeline { status } }
    ... on Problem { message }
    ... on InvalidInput { fields { name message } }
    ... on InsufficientFunds { available { amountMinor } required { amountMinor } }
    ... on RecipientNotFound { email }
  }
}`;

interface PayAnswer {
  makePayment: { __typename: string; id: string };
}

/** Pays by the graph, and fails the test when that is refused. */
export async function payByGraph(
  subgraph: TestSubgraph,
  { userId }: Person,
  recipientEmail: string,
  amountMinor: number,
): Promise<string> {
  const amount = { amountMinor, currency: 'EUR' };
  const input = { recipientEmail, amount, idempotencyKey: uuidv7() };
  const { data } = await subgraph.execute<PayAnswer>(payMutation, { input }, { as: { userId } });
  if (data?.makePayment.__typename !== 'Payment') throw new Error(JSON.stringify(data));
  return data.makePayment.id;
}

/** The events of this subgraph in the order they were published. */
export const ownEvents = (subgraph: TestSubgraph): EventEnvelope[] =>
  subgraph.published.filter(({ source }) => source === '/payments');
