import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, signIn, signUp, test, type App } from '../support/app.ts';
import { ask, tokenFor } from '../support/graph.ts';

const ledgerSchema = z.object({
  ledgerSummary: z.array(z.object({ debitMinor: z.int(), creditMinor: z.int(), entryCount: z.int() })),
});

async function ledgerOf(app: App) {
  const token = await tokenFor(app, app.accounts.admin);
  const answer = await ask(app, '{ ledgerSummary { debitMinor creditMinor entryCount } }', { token });
  return ledgerSchema.parse(answer.data).ledgerSummary;
}

/** Fills in the form and clicks twice, as people do; ends on the page of the one payment that came of it. */
async function payTwiceAtOnce(page: Page, email: string, amount: string, note: string): Promise<void> {
  await page.getByLabel("Recipient's email").fill(email);
  await page.getByLabel('Amount').fill(amount);
  await page.getByLabel('Note').fill(note);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: `Pay ${email} ${amount}` }).dblclick();
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('main')).toContainText('Completed');
}

test('Alice pays Bob: his list and balance and the audit log move by themselves', async ({
  browser,
  app,
}) => {
  const bob = await signIn(browser, app.accounts.bob);
  const admin = await signIn(browser, app.accounts.admin);
  const alice = await signIn(browser, app.accounts.alice);
  await expect(bob.page.getByRole('region', { name: 'Takings' })).toBeVisible();
  const bobsBalance = bob.page.getByRole('main');
  await expect(bobsBalance).toContainText('0.00');
  const before = await ledgerOf(app);

  await admin.page.goto('/admin/audit');
  await expect(admin.page.getByText('User registered').first()).toBeVisible();
  await expect(admin.page.getByText('payments.payment.completed')).toHaveCount(0);
  const bobsPage = await bob.page.evaluate(() => performance.timeOrigin);
  const adminsPage = await admin.page.evaluate(() => performance.timeOrigin);

  await alice.page.getByRole('link', { name: 'Pay', exact: true }).click();
  await payTwiceAtOnce(alice.page, bob.email, '25.50', 'Bread for the week');

  await expect(bobsBalance).toContainText('25.50');
  await expect(bobsBalance.getByText('Bread for the week').first()).toBeVisible();
  await bob.page.getByRole('link', { name: 'Payments', exact: true }).click();
  await expect(bob.page.getByText('Bread for the week')).toHaveCount(1);
  await expect(admin.page.getByText('payments.payment.completed').first()).toBeVisible();

  // Nobody reloaded anything.
  expect(await bob.page.evaluate(() => performance.timeOrigin)).toBe(bobsPage);
  expect(await admin.page.evaluate(() => performance.timeOrigin)).toBe(adminsPage);

  await alice.page.goto('/wallet');
  await expect(alice.page.getByRole('main')).toContainText('474.50');
  const after = await ledgerOf(app);
  expect(after.length).toBeGreaterThan(0);
  for (const [index, sum] of after.entries()) {
    expect(sum.debitMinor).toBe(sum.creditMinor);
    expect(sum.entryCount).toBeGreaterThan(before[index]?.entryCount ?? 0);
  }
});

test('a newcomer signs up, tops up, is paid while looking on, and signs out in both tabs', async ({
  browser,
  app,
}) => {
  const dora = await signUp(browser, 'Dora Newcomer');
  await expect(dora.page.getByRole('main')).toContainText('0.00');
  await dora.page.getByRole('button', { name: 'Top up' }).click();
  const dialog = dora.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('40');
  await dialog.getByRole('button', { name: /^(Top up|Add)/ }).click();
  await expect(dora.page.getByRole('main')).toContainText('40.00');

  const secondTab = await dora.context.newPage();
  await secondTab.goto('/payments');
  const alice = await signIn(browser, app.accounts.alice);
  await alice.page.goto('/pay');
  await alice.page.getByLabel("Recipient's email").fill(dora.email);
  await alice.page.getByLabel('Amount').fill('1');
  await alice.page.getByRole('button', { name: 'Review payment' }).click();
  await alice.page.getByRole('button', { name: /^Pay dora/ }).click();

  await expect(dora.page.getByRole('main')).toContainText('41.00');
  await expect(secondTab.getByRole('main')).toContainText('Alice');
  await expect(secondTab.getByRole('main')).toContainText('Completed');

  await dora.page.getByRole('button', { name: /menu|account/i }).click();
  await dora.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await dora.page.waitForURL('**/sign-in');
  await secondTab.waitForURL(/\/sign-in/);
});
