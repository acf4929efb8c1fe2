import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { expect, signUp, test } from '../support/app.ts';

/** Somebody new with 50.00 EUR, who has paid 12.34 and 3.00 of it. */
async function newPayer(browser: Browser, payee: string): Promise<Page> {
  const { page } = await signUp(browser, 'Stella Books');
  await page.getByRole('button', { name: 'Top up' }).click();
  const topUp = page.getByRole('dialog');
  await topUp.getByRole('textbox', { name: 'Amount' }).fill('50');
  await topUp.getByRole('button', { name: /^Top up/ }).click();
  await expect(page.getByRole('main')).toContainText('50.00');
  for (const [amount, note] of [
    ['12.34', 'Sourdough'],
    ['3', 'Rolls'],
  ] as const) {
    await page.goto('/pay');
    await page.getByLabel("Recipient's email").fill(payee);
    await page.getByLabel('Amount').fill(amount);
    await page.getByLabel('Note').fill(note);
    await page.getByRole('button', { name: 'Review payment' }).click();
    await page.getByRole('button', { name: /^Pay bob/ }).click();
    await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  }
  return page;
}

async function find(page: Page, screenshot: string): Promise<void> {
  await page.goto('/payments');
  await page.getByRole('button', { name: 'Person' }).click();
  await page.getByRole('searchbox', { name: 'Name or whole email' }).fill('bob');
  await page.getByRole('list', { name: 'People' }).getByRole('button').first().click();
  await page.waitForURL(/person=[0-9a-f-]{36}/);
  await page.getByRole('button', { name: 'Amount', exact: true }).click();
  await page.getByLabel('At least').fill('10');
  await page.screenshot({ path: screenshot });
  await page.getByRole('button', { name: 'Show these' }).click();
  await page.waitForURL(/min=10.00/);
  await expect(page.getByRole('table', { name: 'Payments', exact: true })).toContainText('Sourdough');
  await expect(page.getByRole('table', { name: 'Payments', exact: true })).not.toContainText('Rolls');
}

test('what somebody paid is found by amount and by person, stands in the month’s statement, and goes on paper', async ({
  browser,
  app,
}, info) => {
  const page = await newPayer(browser, app.accounts.bob.email);
  await find(page, info.outputPath('amount.png'));

  await page.goto('/wallet');
  await page.getByRole('link', { name: 'Statement' }).click();
  const lines = page.getByRole('table', { name: /^Postings in/ }).getByRole('row');
  await expect(lines).toHaveCount(6);
  await expect(lines.last()).toContainText('34.66');
  await page.screenshot({ path: info.outputPath('statement.png'), fullPage: true });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  const ink = await page.locator('body').evaluate((body) => getComputedStyle(body).colorScheme);
  expect(ink).toBe('light');
  await page.pdf({ path: info.outputPath('statement.pdf'), preferCSSPageSize: true });
  await page.screenshot({ path: info.outputPath('paper.png'), fullPage: true });
  await page.emulateMedia({ media: 'screen' });

  // Where the browser cannot ask for a place, the file goes the way of all downloads.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const rows = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
  expect(rows).toHaveLength(7);
  expect(rows[5]).toContain(',34.66,EUR,');
  await page.context().close();
});

test('what is planned in one tab shows in another by itself', async ({ browser, app }) => {
  const { page, context } = await signUp(browser, 'Petra Planner');
  const other = await context.newPage();
  await other.goto('/payments/scheduled');
  await expect(other.getByText('Nothing is planned')).toBeVisible();
  await page.bringToFront();
  const opened = await other.evaluate(() => performance.timeOrigin);
  await page.goto('/pay');
  await page.getByLabel("Recipient's email").fill(app.accounts.bob.email);
  await page.getByLabel('Amount').fill('9');
  await page.getByLabel('When').selectOption({ label: 'Every week' });
  await page.getByLabel('First date').fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: /^Plan to pay bob/ }).click();
  await page.waitForURL('**/payments/scheduled');
  await expect(other.getByRole('main')).toContainText('9.00');
  await page.getByRole('button', { name: /^Cancel the payments to/ }).click();
  // It can be undone for a while, on other pages too; then it is done.
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(other.getByRole('main')).toContainText('Cancelled', { timeout: 20_000 });
  expect(await other.evaluate(() => performance.timeOrigin)).toBe(opened);
  await context.close();
});
