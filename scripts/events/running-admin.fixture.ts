import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Broker } from '@payloom/messaging/broker';
import { openEmbeddedBroker } from '@payloom/messaging/embedded-broker';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { z } from 'zod';
import { root } from '../build/artefacts.ts';
import { startGatewayStandIn, type GatewayStandIn } from './gateway-stand-in.fixture.ts';

export interface RunningAdmin extends GatewayStandIn {
  readonly broker: Broker;
}

async function startProcess(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(root, 'subgraphs/admin/src/main.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ADMIN_PORT: '0', LOG_LEVEL: 'fatal', ...env },
  });
  const [message]: unknown[] = await once(child, 'message');
  return { child, url: z.object({ url: z.string() }).parse(message).url };
}

/** The admin subgraph as a process of its own, on its own database and journal, behind a stand-in for the gateway. */
export async function startRunningAdmin(): Promise<RunningAdmin> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'payloom-events-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const database = await createTestDatabase('events_tool');
  opened.defer(() => database.drop());
  const journalPath = join(folder, 'broker.journal');
  const broker = await openEmbeddedBroker({ path: journalPath });
  opened.defer(() => broker.close());
  let graphUrl = '';
  const gateway = await startGatewayStandIn(() => graphUrl);
  opened.defer(() => gateway.stop());
  const { child, url } = await startProcess({
    ADMIN_DATABASE_URL: database.url,
    BROKER_JOURNAL_PATH: journalPath,
    JWKS_URL: `${gateway.url}/jwks`,
  });
  graphUrl = url;
  opened.defer(async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const running = opened.move();
  return { ...gateway, broker, stop: () => running.disposeAsync() };
}
