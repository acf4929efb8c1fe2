import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { root } from '../build/artefacts.ts';
import { seedRegister, seedSignIn, seedTopUp, seedWallet } from './demo-documents.ts';
import { execute } from './graph-client.ts';
import { Problem } from './problem.ts';
import { writeFileWhole } from './write-file.ts';

export interface DemoAccount {
  readonly role: 'Customer' | 'Vendor' | 'Administrator';
  readonly email: string;
  readonly displayName: string;
}

export const demoAccounts: readonly DemoAccount[] = [
  { role: 'Customer', email: 'alice@payloom.example', displayName: 'Alice' },
  { role: 'Vendor', email: 'bob@payloom.example', displayName: "Bob's Bakery" },
  { role: 'Administrator', email: 'admin@payloom.example', displayName: 'Payloom Operations' },
];

export interface DemoOptions {
  readonly origin: string;
  readonly password: string;
  readonly authDatabaseUrl: string;
  /** Written when all is done: the accounts are made once. */
  readonly donePath: string;
}

const topUpMinor = 50_000;
const walletTriesMax = 100;
const walletMilliseconds = 150;

const outcomeSchema = z.object({
  outcome: z.object({
    __typename: z.string(),
    accessToken: z.string().optional(),
    message: z.string().optional(),
  }),
});
const walletSchema = z.object({ viewer: z.object({ wallet: z.object({ id: z.string() }).nullable() }) });

async function outcomeOf(origin: string, query: string, input: object, accessToken?: string) {
  const data = await execute(origin, {
    query,
    variables: { input },
    ...(accessToken === undefined ? {} : { accessToken }),
  });
  return outcomeSchema.parse(data).outcome;
}

/** Registers an account, or signs in to the one an interrupted start left. Returns its access token. */
async function openAccount({ origin, password }: DemoOptions, account: DemoAccount): Promise<string> {
  const { email, displayName } = account;
  const accountType = account.role.toUpperCase();
  let outcome = await outcomeOf(origin, seedRegister, { email, displayName, password, accountType });
  if (outcome.__typename === 'EmailTaken') outcome = await outcomeOf(origin, seedSignIn, { email, password });
  if (outcome.accessToken === undefined)
    throw new Problem(`${email} could not be made: ${outcome.message ?? outcome.__typename}`);
  return outcome.accessToken;
}

/** A wallet is opened by an event, a moment after registering. */
async function waitForWallet(origin: string, accessToken: string): Promise<void> {
  for (let attempt = 1; attempt <= walletTriesMax; attempt += 1) {
    const { viewer } = walletSchema.parse(await execute(origin, { query: seedWallet, accessToken }));
    if (viewer.wallet) return;
    await sleep(walletMilliseconds);
  }
  throw new Problem('The demo wallet was not opened in time. Start again: what is missing is made then.');
}

async function fillWallet({ origin }: DemoOptions, accessToken: string): Promise<void> {
  await waitForWallet(origin, accessToken);
  const amount = { amountMinor: topUpMinor, currency: 'EUR' };
  // The same key each time: an interrupted start does not fill it twice.
  const outcome = await outcomeOf(
    origin,
    seedTopUp,
    { amount, idempotencyKey: 'demo-account-first-top-up' },
    accessToken,
  );
  if (outcome.message !== undefined)
    throw new Problem(`The demo wallet could not be filled: ${outcome.message}`);
}

/** Runs a program of the auth subgraph on its database. Throws a Problem with what it says when it fails. */
async function runAuthProgram(
  { authDatabaseUrl, password }: DemoOptions,
  name: string,
  args: readonly string[],
): Promise<void> {
  const entry = join(root, 'subgraphs/auth/src', name);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, AUTH_DATABASE_URL: authDatabaseUrl },
  });
  child.stdin.end(password);
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (code !== 0) throw new Problem(`The demo accounts could not be made: ${`${output}${errors}`.trim()}`);
}

async function seedAccount(options: DemoOptions, account: DemoAccount): Promise<void> {
  const { email, displayName } = account;
  if (account.role === 'Administrator')
    return runAuthProgram(options, 'create-administrator.ts', [email, displayName]);
  const accessToken = await openAccount(options, account);
  if (account.role === 'Customer') await fillWallet(options, accessToken);
}

/** Makes the demo accounts through the graph, once. Returns whether there was anything to do. */
export async function seedDemoAccounts(options: DemoOptions): Promise<boolean> {
  if (existsSync(options.donePath)) return false;
  await Promise.all(demoAccounts.map((account) => seedAccount(options, account)));
  // Nobody reads the mail that goes to them.
  const emails = demoAccounts.map(({ email }) => email);
  await runAuthProgram(options, 'confirm-emails.ts', emails);
  writeFileWhole(
    options.donePath,
    JSON.stringify(
      demoAccounts.map(({ email, role }) => ({ email, role })),
      null,
      2,
    ),
  );
  return true;
}
