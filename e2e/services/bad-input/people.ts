import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { eventually } from '@payloom/testkit/eventually';
import { z } from 'zod';
import { ask } from '../../support/graph.ts';
import { pay, register, topUp, type Person } from '../person.ts';

const root = join(import.meta.dirname, '../../..');
const patient = { withinMs: 30_000 };

/** Who asks, and what is somebody else's. */
export interface People {
  readonly owner: Person;
  readonly customer: Person;
  readonly vendor: Person;
  readonly administrator: Person;
  /** Ids of what belongs to the owner: their account, session, payments and the like. */
  readonly ownersIds: readonly string[];
  /** Somebody whom an administrator may do anything to. */
  readonly somebodyId: string;
}

const sessionSchema = z.object({ signIn: z.object({ accessToken: z.string() }) });
const viewerSchema = z.object({
  viewer: z.object({
    id: z.string(),
    sessions: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }),
  }),
});
const idSchema = z.object({ made: z.object({ id: z.string() }) });

async function makeAdministrator(origin: string, authDatabaseUrl: string): Promise<Person> {
  const [email, password] = [`admin.${randomUUID()}@example.com`, 'correct horse battery'];
  const program = join(root, 'subgraphs/auth/src/create-administrator.ts');
  await new Promise<void>((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, email, 'Ada'],
      { env: { PATH: process.env.PATH, AUTH_DATABASE_URL: authDatabaseUrl } },
      (error) => (error ? reject(new Error(error.message)) : resolve()),
    );
    child.stdin?.end(password);
  });
  const query =
    'mutation In($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }';
  const { data } = await ask({ origin }, query, { variables: { input: { email, password } } });
  return { email, token: sessionSchema.parse(data).signIn.accessToken };
}

async function viewerOf(origin: string, { token }: Person) {
  const query = '{ viewer { id sessions { edges { node { id } } } } }';
  const { viewer } = viewerSchema.parse((await ask({ origin }, query, { token })).data);
  return { id: viewer.id, sessionIds: viewer.sessions.edges.map(({ node }) => node.id) };
}

async function make(origin: string, { token }: Person, field: string, type: string, input: object) {
  const query = `mutation Make($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) {
    made: ${field}(input: $input) { ... on ${type} { id } }
  }`;
  const answer = await ask({ origin }, query, {
    token,
    variables: { input: { ...input, idempotencyKey: randomUUID() } },
  });
  return idSchema.parse(answer.data).made.id;
}

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

/** What the owner has: payments in several states, a refund asked for, a plan. */
async function makeBelongings(origin: string, owner: Person, vendor: Person): Promise<string[]> {
  await eventually(() => topUp(origin, owner, 100_000), patient);
  const payment = await eventually(() => pay(origin, owner, vendor, 2_500), patient);
  const request = await eventually(
    () => make(origin, owner, 'requestRefund', 'RefundRequest', { paymentId: payment, note: 'Broken' }),
    patient,
  );
  const schedule = await make(origin, owner, 'schedulePayment', 'PaymentSchedule', {
    recipientEmail: vendor.email,
    amount: euros(100),
    cadence: 'MONTHLY',
    startsOn: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
    timeZone: 'Europe/Zurich',
  });
  return [payment, request, schedule];
}

/** Registers everybody and gives the owner something to lose. */
export async function makePeople(origin: string, authDatabaseUrl: string): Promise<People> {
  const [owner, customer, vendor, somebody, third] = await Promise.all(
    ['Olive', 'Carl', 'Vera', 'Sam', 'Theo'].map((name) => register(origin, name)),
  );
  if (!owner || !customer || !vendor || !somebody || !third) throw new Error('Nobody was registered.');
  const administrator = await makeAdministrator(origin, authDatabaseUrl);
  await eventually(() => topUp(origin, customer, 50_000), patient);
  // Not the vendor who asks: they may say no to a refund of what they received.
  const belongings = await makeBelongings(origin, owner, third);
  const { id, sessionIds } = await viewerOf(origin, owner);
  const { id: somebodyId } = await viewerOf(origin, somebody);
  return {
    owner,
    customer,
    vendor,
    administrator,
    somebodyId,
    ownersIds: [...belongings, id, ...sessionIds],
  };
}
