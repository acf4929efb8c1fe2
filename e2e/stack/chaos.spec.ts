import { setTimeout as delay } from 'node:timers/promises';
import { expect, signUp, test } from '../support/app.ts';
import { dropLogs, findings, keepLogs } from './commit-logs.ts';
import { bringBack, containersOf, kill, pause, start, unpause, untilHealthy } from './containers.ts';
import { Payer } from './payers.ts';

const runMsMax = 25 * 60_000;
const recoveredMsMax = 120_000;
const payersCount = 3;
/** Long enough that requests, sockets and relays run into it. */
const awayMs = { kill: 2_000, pause: 6_000 };

const services = [
  ...['gateway', 'auth', 'payments', 'admin', 'profile'],
  ...['auth-db', 'payments-db', 'admin-db', 'profile-db'],
  ...['rabbitmq', 'redis', 'nginx'],
];
const kinds = ['kill', 'pause'] as const;
type Kind = (typeof kinds)[number];

test.setTimeout(runMsMax);

async function breakAndMend(service: string, kind: Kind, meanwhile: () => void): Promise<void> {
  const containers = await containersOf(service);
  // Of several, each has its turn.
  const container = containers[kinds.indexOf(kind) % containers.length];
  if (container === undefined) throw new Error(`No ${service} runs.`);
  await (kind === 'kill' ? kill(container) : pause(container));
  try {
    meanwhile();
    await delay(awayMs[kind]);
  } finally {
    await (kind === 'kill' ? start(container) : unpause(container));
  }
  await untilHealthy(container);
}

test.afterEach(async () => {
  await bringBack();
  await dropLogs();
});

test('each container is killed and paused while payments run: the page goes on by itself, no event is lost or doubled', async ({
  browser,
  request,
}) => {
  const payee = await signUp(browser, 'Emil Payee');
  const payers = Array.from({ length: payersCount }, () => new Payer(request));
  await keepLogs();
  for (const payer of payers) await payer.join();
  let paid = 0;
  const payAll = () => {
    paid += payers.length;
    return payers.map((payer) => payer.pay(payee.email, 100));
  };
  for (const service of services)
    for (const kind of kinds)
      await test.step(`${kind} ${service}`, async () => {
        const asked = payAll();
        await breakAndMend(service, kind, () => asked.push(...payAll()));
        asked.push(...payAll());
        await Promise.all(asked);
        // Nobody reloads the page: it follows by live updates.
        await expect(payee.page.getByRole('main')).toContainText(`${paid}.00`, { timeout: recoveredMsMax });
      });
  const seen = await findings(payers.flatMap(({ answers }) => answers));
  expect(seen.findings).toEqual([]);
  expect(seen.eventsCount).toBeGreaterThan(3 * paid);
});
