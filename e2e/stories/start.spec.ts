import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { expect, test } from '../support/app.ts';
import { ask, pay, tokenFor } from '../support/graph.ts';
import { readInstallation } from '../support/installation.ts';
import { exitCodeOf, ready, start, startTimeMaxMs } from '../support/started-app.ts';

test.describe('start', () => {
  let folder: string;

  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'payloom-start-'));
  });

  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('goes on after a SIGKILL with nothing lost, and Ctrl-C stops all of it', async () => {
    test.setTimeout(3 * startTimeMaxMs);
    const port = await getPort();
    const killed = start(port, folder);
    await ready(killed);
    const app = readInstallation(port, folder);
    const paymentId = await pay(app, app.accounts.alice, {
      recipientEmail: app.accounts.bob.email,
      amountMinor: 777,
    });
    killed.child.kill('SIGKILL');
    await exitCodeOf(killed);

    const again = start(port, folder);
    await ready(again);
    const token = await tokenFor(app, app.accounts.alice);
    const status = async () => {
      const query = 'query Payment($id: ID!) { payment(id: $id) { status amount { amountMinor } } }';
      return (await ask(app, query, { token, variables: { id: paymentId } })).data;
    };
    await expect.poll(status).toEqual({ payment: { status: 'COMPLETED', amount: { amountMinor: 777 } } });

    const second = start(await getPort(), folder);
    expect(await exitCodeOf(second)).toBe(1);
    expect(second.output()).toMatch(/already|another/i);

    again.child.kill('SIGINT');
    expect(await exitCodeOf(again)).toBe(0);
    await expect(fetch(`${app.origin}/healthz`)).rejects.toThrow();
  });

  test('says in a sentence that a port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const refused = start(port, folder);
    expect(await exitCodeOf(refused)).toBe(1);
    expect(refused.output()).toContain(String(port));
    expect(refused.output()).toMatch(/taken|in use/i);
    expect(refused.output()).not.toMatch(/\bat .*:\d+:\d+/);
    server.close();
  });

  test('says in a sentence that the data folder is damaged, and deletes nothing', async () => {
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), 'not a version');
    const data = () => readdirSync(join(folder, 'postgres', 'base'), { recursive: true }).length;
    const before = data();
    const refused = start(await getPort(), folder);
    expect(await exitCodeOf(refused)).toBe(1);
    expect(refused.output()).toContain('--reset');
    expect(refused.output()).not.toMatch(/\bat .*:\d+:\d+/);
    expect(before).toBeGreaterThan(1_000);
    expect(data()).toBe(before);
  });
});
