import { expect, signIn, signUp, test } from '../support/app.ts';
import { payAndWatch, topUp } from '../support/money.ts';

test('a vendor sees takings arrive at the till and on the phone, gives a part back, and reads the report', async ({
  browser,
}) => {
  const vera = await signUp(browser, 'Vera Vendor', 'For a business');
  const carl = await signUp(browser, 'Carl Customer');
  const till = vera.page;
  const { page: phone } = await signIn(browser, vera, { viewport: { width: 390, height: 844 } });
  await till.goto('/');
  const atTheTill = till.getByRole('region', { name: 'Takings' });
  const takings = [atTheTill, phone.getByRole('region', { name: 'Takings' })];
  for (const region of takings) await expect(region).toBeVisible();

  await topUp(carl.page, '90.00');
  await payAndWatch(carl.page, vera.email, '30.00', 'Six chairs');
  for (const region of takings) await expect(region).toContainText('30.00');
  await payAndWatch(carl.page, vera.email, '20.00', 'A table');
  for (const region of takings) await expect(region).toContainText('50.00');

  const chairs = phone.getByRole('listitem').filter({ hasText: 'Six chairs' });
  await chairs.getByRole('link').click();
  await phone.getByRole('button', { name: 'Refund', exact: true }).click();
  const dialog = phone.getByRole('dialog');
  await dialog.getByLabel('Amount').fill('5.00');
  await dialog.getByRole('button', { name: 'Refund 5.00 EUR' }).click();
  await expect(phone.getByText('Partly refunded')).toBeVisible();
  await expect(atTheTill).toContainText('45.00');
  await carl.page.goto('/');
  await expect(carl.page.getByRole('main')).toContainText('45.00');

  await till.goto('/payments/report');
  await expect(till.getByRole('table', { name: 'Who' })).toContainText('Carl Customer');
  await expect(till.getByRole('table', { name: 'Who' })).toContainText('45.00');
});
