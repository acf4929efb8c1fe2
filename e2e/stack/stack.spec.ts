import type { Browser, Page } from '@playwright/test';
import { expect, signUp, test, type Person } from '../support/app.ts';
import { watchPolicy } from '../support/policy.ts';
import { bringBack, containersOf, kill, takeDownAndUp } from './containers.ts';

test.setTimeout(10 * 60_000);

interface Watched {
  readonly violations: readonly string[];
  readonly sockets: readonly string[];
}

/** Notes what a page did that its policy does not let it do, and which sockets it opened. */
async function watch(page: Page): Promise<Watched> {
  const violations = await watchPolicy(page);
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  return { violations, sockets };
}

/** A tab with a socket of its own: the one that all tabs have together is a shared worker's, which shows it to nobody. */
async function watchAlone({ context }: Person): Promise<Watched> {
  const page = await context.newPage();
  await page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'SharedWorker'));
  const watched = await watch(page);
  await page.goto('/wallet');
  await expect(page.getByRole('status').getByText('Live')).toBeVisible();
  return watched;
}

async function topUp({ page }: Person, amount: string): Promise<void> {
  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill(amount);
  await dialog.getByRole('button', { name: /^(Top up|Add)/ }).click();
  await expect(page.getByRole('main')).toContainText(`${amount}.00`);
}

async function pay({ page }: Person, email: string, amount: string): Promise<void> {
  await page.goto('/pay');
  await page.getByLabel("Recipient's email").fill(email);
  await page.getByLabel('Amount').fill(amount);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('main')).toContainText('Completed', { timeout: 30_000 });
}

async function payerAndPayee(browser: Browser): Promise<{ payer: Person; payee: Person }> {
  const payee = await signUp(browser, 'Emil Payee');
  const payer = await signUp(browser, 'Paula Payer');
  await topUp(payer, '90');
  return { payer, payee };
}

test('one pays another over TLS: the other page moves by itself, and no page does what its policy forbids', async ({
  browser,
}) => {
  const { payer, payee } = await payerAndPayee(browser);
  const watched = [await watch(payer.page), await watch(payee.page)];
  await payee.page.goto('/wallet');
  await expect(payee.page.getByRole('main')).toContainText('0.00');
  await pay(payer, payee.email, '12');
  await expect(payee.page.getByRole('main')).toContainText('12.00');
  await payer.page.goto('/payments');
  await payer.page.getByRole('combobox').first().click();
  await payer.page.keyboard.press('Escape');
  await payer.page.getByRole('button', { name: /menu|account/i }).click();
  await payer.page.keyboard.press('Escape');
  await payee.page.screenshot({ path: 'test-results/stack-payee.png' });
  const tab = await watchAlone(payer);
  await expect.poll(() => tab.sockets).toEqual([expect.stringMatching(/^wss:\/\/[^/]+\/graphql$/)]);
  expect([...watched, tab].flatMap(({ violations }) => violations)).toEqual([]);
});

test('each gateway in turn is killed: pages go on at the other one and miss nothing', async ({ browser }) => {
  const { payer, payee } = await payerAndPayee(browser);
  const [first, second] = await containersOf('gateway');
  if (first === undefined || second === undefined) throw new Error('Two gateways are expected to run.');
  let expected = 0;
  for (const gateway of [first, second]) {
    await kill(gateway);
    await pay(payer, payee.email, '10');
    expected += 10;
    await expect(payee.page.getByRole('main')).toContainText(`${expected}.00`, { timeout: 60_000 });
    await bringBack();
  }
});

test('what was there is there when all of it was taken down and came back', async ({ browser }) => {
  const { payer, payee } = await payerAndPayee(browser);
  await pay(payer, payee.email, '25');
  await takeDownAndUp();
  // A browser on the same machine notices that networks went and came, and may give up on what it just asked for.
  await expect(() => payee.page.goto('/wallet')).toPass({ timeout: 60_000 });
  await expect(payee.page.getByRole('main')).toContainText('25.00', { timeout: 60_000 });
  await pay(payer, payee.email, '5');
  await expect(payee.page.getByRole('main')).toContainText('30.00', { timeout: 60_000 });
});
