import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { ask } from '../support/graph.ts';

const sessionSchema = z.object({ register: z.object({ accessToken: z.string() }) });
const topUpSchema = z.object({ topUpWallet: z.object({ status: z.enum(['PENDING', 'COMPLETED']) }) });
const paymentSchema = z.object({ makePayment: z.object({ id: z.uuid() }) });
const changeSchema = z.object({
  paymentChanged: z.object({
    cursor: z.string(),
    payment: z.object({ id: z.uuid(), status: z.string(), payer: z.object({ displayName: z.string() }) }),
  }),
});

export type Change = z.infer<typeof changeSchema>['paymentChanged'];

/** Somebody with an account, who talks to whichever gateway they are given. */
export interface Person {
  readonly email: string;
  readonly token: string;
}

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

/** Makes an account through a gateway. */
export async function register(origin: string, displayName: string): Promise<Person> {
  const email = `${displayName.toLowerCase()}.${randomUUID()}@example.com`;
  const input = { email, displayName, password: 'correct horse battery', accountType: 'CUSTOMER' };
  const query =
    'mutation Join($input: RegisterInput!) { register(input: $input) { ... on Session { accessToken } } }';
  const { data } = await ask({ origin }, query, { variables: { input } });
  return { email, token: sessionSchema.parse(data).register.accessToken };
}

/** Fills the wallet; rejects while it has not been opened. */
export async function topUp(origin: string, { token }: Person, amountMinor: number): Promise<void> {
  const query =
    'mutation TopUp($input: TopUpWalletInput!) { topUpWallet(input: $input) { ... on TopUp { status } } }';
  const input = { amount: euros(amountMinor), idempotencyKey: randomUUID() };
  topUpSchema.parse((await ask({ origin }, query, { token, variables: { input } })).data);
}

/** Pays; rejects when the recipient cannot be paid yet. Resolves with the payment's id. */
export async function pay(
  origin: string,
  { token }: Person,
  to: Person,
  amountMinor: number,
): Promise<string> {
  const query =
    'mutation Pay($input: MakePaymentInput!) { makePayment(input: $input) { ... on Payment { id } } }';
  const input = { recipientEmail: to.email, amount: euros(amountMinor), idempotencyKey: randomUUID() };
  return paymentSchema.parse((await ask({ origin }, query, { token, variables: { input } })).data).makePayment
    .id;
}

export interface Watching {
  readonly changes: readonly Change[];
  stop(): Promise<void>;
}

/** Watches the person's payments through one gateway, behind `after` if given; resolves once the socket stands. */
export async function watchPayments(origin: string, { token }: Person, after?: string): Promise<Watching> {
  const client = createClient({
    url: `${origin.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
  });
  const connected = new Promise<void>((resolve) => client.on('connected', () => resolve()));
  const changes: Change[] = [];
  const query =
    'subscription Watch($after: Cursor) { paymentChanged(after: $after) { cursor payment { id status payer { displayName } } } }';
  client.subscribe(
    { query, variables: { after: after ?? null } },
    {
      next: ({ data }) => void changes.push(changeSchema.parse(data).paymentChanged),
      error: () => undefined,
      complete: () => undefined,
    },
  );
  await connected;
  return { changes, stop: async () => client.dispose() };
}
