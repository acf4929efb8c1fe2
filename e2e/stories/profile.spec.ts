import type { Page } from '@playwright/test';
import { expect, signIn, signUp, test } from '../support/app.ts';

const bell = (page: Page, words: string) => page.getByRole('button', { name: `Notifications, ${words}` });

async function choosePicture(page: Page): Promise<void> {
  await page.goto('/profile');
  // Whatever the page looks like is a picture that nobody else has.
  const buffer = await page.screenshot();
  await page.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  await page.getByLabel('Move it left or right').fill('20');
  await page.getByRole('button', { name: 'Use this picture' }).click();
  await expect(page.getByText('Your picture is changed')).toBeVisible();
}

async function pay(page: Page, email: string): Promise<void> {
  await page.goto('/wallet');
  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('40');
  await dialog.getByRole('button', { name: /^(Top up|Add)/ }).click();
  await expect(page.getByRole('main')).toContainText('40.00');
  await page.goto('/pay');
  await page.getByLabel("Recipient's email").fill(email);
  await page.getByLabel('Amount').fill('7.25');
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: `Pay ${email} 7.25` }).click();
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
}

test('who is paid hears the bell in every tab, and sees who paid by the picture they chose', async ({
  browser,
}) => {
  const paula = await signUp(browser, 'Paula Maler');
  const quentin = await signUp(browser, 'Quentin Koch');
  const secondTab = await quentin.context.newPage();
  await secondTab.goto('/profile');
  for (const page of [quentin.page, secondTab]) await expect(bell(page, 'none unread')).toBeVisible();

  await choosePicture(paula.page);
  await pay(paula.page, quentin.email);
  for (const page of [quentin.page, secondTab]) await expect(bell(page, '1 unread')).toBeVisible();

  await bell(quentin.page, '1 unread').click();
  const panel = quentin.page.getByRole('dialog', { name: 'Notifications' });
  const told = panel.getByRole('listitem');
  await expect(told).toContainText('Paula Maler paid you');
  await expect(told).toContainText('7.25');
  await expect
    .poll(() => told.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(64);
  await panel.getByRole('button', { name: 'Mark all as read' }).click();
  for (const page of [quentin.page, secondTab]) await expect(bell(page, 'none unread')).toBeAttached();
});

test('language, theme and address that are changed on one device are there on the other', async ({
  browser,
}) => {
  const rosa = await signUp(browser, 'Rosa Lang');
  const elsewhere = await signIn(browser, rosa);
  const loaded = await elsewhere.page.evaluate(() => performance.timeOrigin);
  await rosa.page.goto('/profile');
  await rosa.page.getByLabel('Street and number').fill('Bahnhofstrasse 1');
  await rosa.page.getByLabel('Postal code').fill('8001');
  await rosa.page.getByLabel('Town').fill('Zürich');
  await rosa.page.getByLabel('Country').selectOption('CH');
  await rosa.page.getByLabel('Language and region').selectOption('de-CH');
  await rosa.page.getByLabel('Theme', { exact: true }).selectOption('DARK');
  await rosa.page.getByRole('button', { name: 'Save changes' }).click();

  const root = elsewhere.page.locator('html');
  await expect(root).toHaveAttribute('lang', 'de');
  await expect(root).toHaveClass(/dark/);
  expect(await elsewhere.page.evaluate(() => performance.timeOrigin)).toBe(loaded);
  await elsewhere.page.goto('/profile');
  await expect(elsewhere.page.getByLabel('Postleitzahl')).toHaveValue('8001');
  await expect(root).toHaveClass(/dark/);
});

test('the currency that somebody prefers is what every device begins with, once they have a wallet in it', async ({
  browser,
}) => {
  const rosa = await signUp(browser, 'Rosa Franc');
  const elsewhere = await signIn(browser, rosa);
  const balance = (page: Page) => page.getByRole('region', { name: 'You can spend' });
  await elsewhere.page.goto('/wallet');
  await expect(balance(elsewhere.page)).toContainText('EUR');
  await rosa.page.goto('/profile');
  await rosa.page.getByLabel('Preferred currency').selectOption('CHF');
  await rosa.page.getByRole('button', { name: 'Save changes' }).click();
  await expect(rosa.page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(balance(elsewhere.page)).toContainText('EUR');

  await elsewhere.page.getByRole('button', { name: 'Open a wallet' }).click();
  await elsewhere.page.getByRole('menuitem', { name: /CHF/ }).click();
  await expect(elsewhere.page.getByText('Your wallet in CHF is open')).toBeVisible();
  await elsewhere.page.goto('/wallet');
  await expect(balance(elsewhere.page)).toContainText('CHF');
  await rosa.page.goto('/requests');
  await rosa.page.getByRole('button', { name: 'Request money' }).first().click();
  await expect(rosa.page.getByLabel('Currency')).toHaveValue('CHF');
});
