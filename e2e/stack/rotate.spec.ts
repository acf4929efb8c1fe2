import { setTimeout as delay } from 'node:timers/promises';
import { expect, signUp, test } from '../support/app.ts';
import { dropLogs, findings, keepLogs } from './commit-logs.ts';
import { bringBack, stack } from './containers.ts';
import { Payer } from './payers.ts';

test.setTimeout(15 * 60_000);

const payersCount = 2;
const betweenPaymentsMs = 1_000;
const recoveredMsMax = 60_000;
/** In this order each secret is rotated; a key that overlaps with the old one is then used alone. */
const rotations = [
  ['webhook-secret'],
  ['webhook-secret', '--finish'],
  ['databases'],
  ['rabbitmq'],
  ['redis'],
  ['sealing-key'],
  ['signing-key'],
  ['signing-key', '--finish'],
  ['certificate'],
] as const;

test.afterEach(async () => {
  await bringBack();
  await dropLogs();
});

test('every secret is put in the place of an old one while payments run: nobody is signed out, nothing is lost or doubled', async ({
  browser,
  request,
}) => {
  const payee = await signUp(browser, 'Rosa Payee');
  const payers = Array.from({ length: payersCount }, () => new Payer(request));
  await keepLogs();
  for (const payer of payers) await payer.join();
  let paid = 0;
  for (const rotation of rotations)
    await test.step(rotation.join(' '), async () => {
      let isOver = false;
      const done = stack('rotate', ...rotation).finally(() => (isOver = true));
      // Whoever waits for it hears of it.
      done.catch(() => undefined);
      do {
        await Promise.all(payers.map((payer) => payer.pay(payee.email, 100)));
        paid += payers.length;
        await delay(betweenPaymentsMs);
      } while (!isOver);
      await done;
      await expect(payee.page.getByRole('main')).toContainText(`${paid}.00`, { timeout: recoveredMsMax });
    });
  const seen = await findings(payers.flatMap(({ answers }) => answers));
  expect(seen.findings).toEqual([]);
  expect(seen.eventsCount).toBeGreaterThan(3 * paid);
});
