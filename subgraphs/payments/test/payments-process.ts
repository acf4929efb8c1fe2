import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEvent } from '@payloom/event-contracts/catalogue';
import { openEmbeddedBroker } from '@payloom/messaging/embedded-broker';
import { eventually } from '@payloom/testkit/eventually';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { serveKeys } from '@payloom/testkit/serve-keys';
import type { TestAnswer } from '@payloom/testkit/subgraph';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import type { Reachable } from './payments-subgraph.ts';

const mainPath = join(import.meta.dirname, '../src/main.ts');

export interface PaymentsProcess extends Reachable {
  readonly databaseUrl: string;
  /** SIGKILL comes in the middle of whatever it does. Resolves with the exit code, null for a kill. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  start(): Promise<void>;
  /** Ends the process and removes what it kept. */
  close(): Promise<void>;
}

async function untilReady(child: ChildProcess): Promise<string> {
  const [message] = (await once(child, 'message')) as [{ type: string; url: string }];
  return message.url;
}

function executorOf(issuer: TestIssuer, url: () => string): Reachable['execute'] {
  return async (query, variables = {}, { as } = {}) => {
    const token = typeof as === 'object' ? await issuer.sign(as) : (as ?? '');
    const response = await fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as TestAnswer<never>;
    return { data, errors, status: response.status, headers: response.headers };
  };
}

function environmentOf(databaseUrl: string, journalPath: string, jwksUrl: string): NodeJS.ProcessEnv {
  return {
    PAYMENTS_DATABASE_URL: databaseUrl,
    PAYMENTS_PORT: '0',
    BROKER_JOURNAL_PATH: journalPath,
    JWKS_URL: jwksUrl,
    LOG_LEVEL: 'silent',
  };
}

/** `main.ts` as a process of its own, to be killed and started again on the same database and journal. */
export async function startPaymentsProcess(): Promise<PaymentsProcess> {
  const [database, issuer] = [await createTestDatabase('payments'), await createTestIssuer()];
  const folder = await mkdtemp(join(tmpdir(), 'payloom-payments-process-'));
  const path = join(folder, 'broker.journal');
  const [keys, broker] = [await serveKeys(issuer), await openEmbeddedBroker({ path })];
  const env = environmentOf(database.url, path, keys.url);
  let child: ChildProcess;
  let url = '';
  const start = async () => {
    child = fork(mainPath, { env, execArgv: [], stdio: 'ignore' });
    url = await untilReady(child);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  const close = async () => {
    if ((child.exitCode ?? child.signalCode) === null) await end('SIGKILL');
    keys.close();
    await broker.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  await start();
  return {
    databaseUrl: database.url,
    execute: executorOf(issuer, () => url),
    publish: async (event) => {
      const envelope = createEvent(event);
      await broker.publish([envelope]);
      return envelope;
    },
    eventually,
    start,
    end,
    close,
  };
}
