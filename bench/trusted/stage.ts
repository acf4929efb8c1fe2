import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnPostgres } from '@payloom/testkit/own-postgres';
import { startEmbeddedServices } from '../../e2e/services/embedded-services.ts';
import { fill, findId, people } from '../lists/fill.ts';
import { createSigningKey } from '../lists/tokens.ts';

const rows = 100;

export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** A gateway in production, asked by an administrator or by a customer. */
export interface AskedGateway {
  /** Resolves with the milliseconds it took and whether all of it was answered. */
  ask(asked: Asked): Promise<{ ms: number; answered: boolean; code: string | undefined }>;
  /** The seconds of CPU that the process has had. */
  cpuSeconds(): Promise<number>;
}

export interface Stage {
  /** Starts a gateway that nobody has asked for anything, and hands it over until `work` is done. */
  with<Result>(
    env: Readonly<Record<string, string>>,
    as: 'customer' | 'administrator',
    work: (gateway: AskedGateway) => Promise<Result>,
  ): Promise<Result>;
}

interface Answer {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

function askedGateway(origin: string, token: string): AskedGateway {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return {
    ask: async (asked) => {
      const body = JSON.stringify(asked);
      const beganAt = performance.now();
      const response = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
      const answer = (await response.json()) as Answer;
      const ms = performance.now() - beganAt;
      return { ms, answered: !answer.errors, code: answer.errors?.[0]?.extensions?.code };
    },
    cpuSeconds: async () => {
      const text = await (await fetch(`${origin}/metrics`)).text();
      return Number(/^process_cpu_seconds_total\S* ([\d.e-]+)/m.exec(text)?.[1]);
    },
  };
}

/** The four subgraphs with some rows in each list, for gateways to be started on. */
export async function withStage<Result>(work: (stage: Stage) => Promise<Result>): Promise<Result> {
  await using running = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'payloom-bench-gateway-'));
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const signingKeyPath = join(folder, 'signing-key.pem');
  const signIn = await createSigningKey(signingKeyPath);
  const { url: databaseUrl } = running.adopt(await startOwnPostgres(), (server) => server.stop());
  const services = await startEmbeddedServices('gateway', { databaseUrl, signingKeyPath }, running);
  await fill(services.databaseUrl, { size: rows, nowMs: Date.now() });
  const idOf = (i: number) => findId(services.databaseUrl('payments'), 'user', i);
  const tokens = {
    customer: await signIn(await idOf(people.busy), 'CUSTOMER'),
    administrator: await signIn(await idOf(people.administrator), 'ADMIN'),
  };
  return await work({
    with: async (env, as, use) => {
      const gateway = await services.startGateway({ NODE_ENV: 'production', ...env });
      try {
        return await use(askedGateway(gateway.url, tokens[as]));
      } finally {
        await gateway.end('SIGTERM');
      }
    },
  });
}
