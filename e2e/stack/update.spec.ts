import { setTimeout as delay } from 'node:timers/promises';
import { expect, signUp, test } from '../support/app.ts';
import { dropLogs, findings, keepLogs } from './commit-logs.ts';
import { bringBack, compose, containersOf, stack } from './containers.ts';
import { Payer } from './payers.ts';

test.setTimeout(15 * 60_000);

const payersCount = 2;
const betweenPaymentsMs = 200;
const recoveredMsMax = 60_000;

const scale = (...services: string[]): Promise<string[]> =>
  compose(
    ...['up', '--detach', '--no-build', '--no-recreate', '--pull', 'never', '--wait'],
    ...services.flatMap((each) => ['--scale', each]),
    ...services.map((each) => each.split('=')[0] ?? ''),
  );

/** What an operator does while people pay. */
const changes: readonly { readonly what: string; readonly make: () => Promise<unknown> }[] = [
  { what: 'three gateways, two of payments', make: () => scale('gateway=3', 'payments=2') },
  { what: 'new containers of payments', make: () => stack('update', 'payments') },
  { what: 'new containers of the gateway', make: () => stack('update', 'gateway') },
  { what: 'as many as before', make: () => scale('gateway=2', 'payments=1') },
];

test.afterEach(async () => {
  await bringBack();
  await dropLogs();
});

test('services are scaled and updated while payments run: no request is dropped, no page misses anything', async ({
  browser,
  request,
}) => {
  const payee = await signUp(browser, 'Una Payee');
  const payers = Array.from({ length: payersCount }, () => new Payer(request));
  await keepLogs();
  for (const payer of payers) await payer.join();
  let paid = 0;
  for (const { what, make } of changes)
    await test.step(what, async () => {
      let isOver = false;
      const made = make().finally(() => (isOver = true));
      // Whoever waits for it hears of it.
      made.catch(() => undefined);
      do {
        await Promise.all(payers.map((payer) => payer.pay(payee.email, 100)));
        paid += payers.length;
        await delay(betweenPaymentsMs);
      } while (!isOver);
      await made;
      await expect(payee.page.getByRole('main')).toContainText(`${paid}.00`, { timeout: recoveredMsMax });
    });
  expect(await containersOf('gateway')).toHaveLength(2);
  expect(await containersOf('payments')).toHaveLength(1);
  expect(payers.flatMap(({ dropped }) => dropped)).toEqual([]);
  const seen = await findings(payers.flatMap(({ answers }) => answers));
  expect(seen.findings).toEqual([]);
  expect(seen.eventsCount).toBeGreaterThan(3 * paid);
});
