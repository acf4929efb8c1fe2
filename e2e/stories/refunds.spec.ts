import { expect, signUp, test } from '../support/app.ts';
import { fillInPayment, payAndWatch, topUp } from '../support/money.ts';

test('money comes back: asked for, given in part, and seen by both while they look on', async ({
  browser,
}) => {
  const vera = await signUp(browser, 'Vera Seller');
  const carl = await signUp(browser, 'Carl Buyer');
  await topUp(carl.page, '30.00');
  await payAndWatch(carl.page, vera.email, '20.00', 'A chair');
  await vera.page.goto(new URL(carl.page.url()).pathname);
  await expect(vera.page.getByRole('button', { name: 'Refund' })).toBeVisible();

  await carl.page.getByRole('button', { name: 'Ask for a refund' }).click();
  await carl.page.getByLabel('Amount').fill('5.00');
  await carl.page.getByLabel('Why').fill('One was broken');
  await carl.page.getByRole('button', { name: 'Ask for 5.00 EUR' }).click();

  const request = vera.page.getByRole('region', { name: 'Request for a refund' });
  await expect(request).toContainText('Carl Buyer asks for 5.00 EUR');
  await expect(request).toContainText('One was broken');
  await request.getByRole('button', { name: 'Refund' }).click();
  await vera.page.getByRole('dialog').getByRole('button', { name: 'Refund 5.00 EUR' }).click();

  for (const { page } of [carl, vera]) {
    await expect(page.getByRole('region', { name: 'Refunds' })).toContainText('5.00 EUR of 20.00 EUR');
    await expect(page.getByText('Partly refunded')).toBeVisible();
  }
  await vera.page.goto('/wallet');
  await expect(vera.page.getByRole('main')).toContainText('15.00');
});

test('a payment is planned for every month, seen with its next dates, and cancelled', async ({ browser }) => {
  const [rita, carl] = [await signUp(browser, 'Rita Landlady'), await signUp(browser, 'Carl Tenant')];
  const { page } = carl;
  await topUp(page, '50.00');
  await fillInPayment(page, rita.email, '40.00');
  await page.getByLabel('When').selectOption('Every month');
  const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('First date').fill(inTenDays);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await expect(page.getByRole('list', { name: 'Next dates' }).getByRole('listitem')).toHaveCount(4);
  await page.getByRole('button', { name: /^Plan to pay rita/ }).click();

  await page.waitForURL('**/payments/scheduled');
  await expect(page.getByRole('main')).toContainText('Rita Landlady');
  await expect(page.getByRole('main')).toContainText('Every month from');
  await page.getByRole('button', { name: 'Cancel the payments to Rita Landlady' }).click();
  await expect(page.getByRole('main').getByText('Cancelled')).toBeVisible();
});
