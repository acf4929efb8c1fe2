import { expect, signUp, test } from '../support/app.ts';
import { topUp } from '../support/money.ts';

test('a vendor shares a link, a customer pays it, and the vendor sees it live', async ({ browser }) => {
  const vera = await signUp(browser, 'Vera Seller');
  const carl = await signUp(browser, 'Carl Buyer');
  await topUp(carl.page, '30.00');

  await vera.page.goto('/requests');
  await vera.page.getByRole('button', { name: 'Request money' }).first().click();
  const dialog = vera.page.getByRole('dialog');
  // A browser in British English prefers pounds, of which she has no wallet yet.
  await expect(dialog.getByLabel('Currency')).toHaveValue('EUR');
  await dialog.getByLabel('Amount').fill('12.50');
  await dialog.getByLabel('Note').fill('Two chairs');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(vera.page.getByRole('main')).toContainText('Not yet');

  // Somebody who is not signed in sees what is asked for, and where to sign in.
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: 'Vera Seller asks you for' })).toBeVisible();
  await expect(stranger.getByRole('link', { name: 'Sign in to pay' })).toBeVisible();
  await stranger.context().close();

  await carl.page.goto(link);
  await expect(carl.page.getByRole('main')).toContainText('Two chairs');
  await carl.page.getByRole('button', { name: 'Pay Vera Seller 12.50 EUR' }).click();
  await carl.page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(carl.page.getByRole('main')).toContainText('The recipient has the money.');

  await expect(vera.page.getByRole('link', { name: 'By Carl Buyer' })).toBeVisible();
  await vera.page.goto('/wallet');
  await expect(vera.page.getByRole('main')).toContainText('12.50');
  await carl.page.goto(link);
  await expect(carl.page.getByRole('main')).toContainText('This request has been paid.');
});
