import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, signIn, signUp, test } from '../support/app.ts';
import { fillInPayment, payAndWatch, topUp } from '../support/money.ts';

const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

async function planEveryWeek(page: Page, email: string, amount: string): Promise<void> {
  await fillInPayment(page, email, amount);
  await page.getByLabel('When').selectOption('Every week');
  await page.getByLabel('First date').fill(inAWeek());
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: /^Plan to pay/ }).click();
  await page.waitForURL('**/payments/scheduled');
}

/** What the list of payments is as a file. */
async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

test('a customer tops up, pays and plans on a phone; their desk follows, and finds, adds up and exports it', async ({
  browser,
  app,
}) => {
  const { bob, alice } = app.accounts;
  const cora = await signUp(browser, 'Cora Customer');
  const { page: phone } = await signIn(browser, cora, { viewport: { width: 390, height: 844 } });
  const desk = cora.page;
  // Browsers that cannot ask where a file goes put it among the downloads, where a story can read it.
  await desk.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await desk.goto('/');
  const home = desk.getByRole('main');
  await expect(home).toContainText('0.00');
  const loadedAt = await desk.evaluate(() => performance.timeOrigin);

  await topUp(phone, '80.00');
  await expect(home).toContainText('80.00');
  await payAndWatch(phone, bob.email, '12.50', 'Bread and rolls');
  await expect(home).toContainText('67.50');
  await expect(home.getByText('Bread and rolls').first()).toBeVisible();
  await planEveryWeek(phone, bob.email, '5.00');
  await expect(desk.getByRole('region', { name: 'Coming up' })).toContainText('5.00');
  await payAndWatch(phone, alice.email, '3.00', 'Half of the tram');

  await desk.getByRole('link', { name: 'Payments', exact: true }).click();
  await expect(home.getByText('Half of the tram')).toBeVisible();
  await desk.getByPlaceholder('Search in notes').fill('rolls');
  await expect(home.getByText('Half of the tram')).toBeHidden();
  // Nobody reloaded anything up to here; what was looked for outlives a reload.
  expect(await desk.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
  await desk.reload();
  await expect(home.getByText('Bread and rolls')).toBeVisible();
  const file = await exported(desk);
  expect(file).toContain('Bread and rolls');
  expect(file).not.toContain('Half of the tram');

  await desk.getByRole('link', { name: 'Report' }).click();
  await expect(home).toContainText("Bob's Bakery");
  await expect(home).toContainText('15.50');
});
