import { expect, signUp, test } from '../support/app.ts';
import { linkMailedTo } from '../support/mail.ts';
import { topUp } from '../support/money.ts';

test('a payout is set aside and settles live; one that the bank refuses comes back', async ({
  browser,
  app,
}) => {
  const { page, context, email } = await signUp(browser, 'Vera Payee');
  const mail = await context.newPage();
  await mail.goto(await linkMailedTo(app, email, 'Confirm your email address'));
  await mail.getByRole('button', { name: 'Confirm email address' }).click();
  await expect(mail.getByText(`${email} is confirmed.`)).toBeVisible();
  await mail.close();
  await topUp(page, '50.00');

  const payOut = async (amount: string) => {
    await page.goto('/wallet');
    await page.getByRole('button', { name: 'Pay out' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Amount').fill(amount);
    await dialog.getByLabel('Bank account (IBAN)').fill('CH93 0076 2011 6238 5295 7');
    await dialog.getByRole('button', { name: `Pay out ${amount} EUR` }).click();
    await page.waitForURL('**/wallet/bank');
  };
  await payOut('20.00');
  await expect(page.getByRole('table', { name: 'Payouts' })).toContainText('At your bank');
  await payOut('10.21');
  await expect(page.getByRole('table', { name: 'Payouts' })).toContainText('Returned');
  await page.goto('/wallet');
  await expect(page.getByRole('main')).toContainText('30.00');
});

test('a wallet in yen is opened, filled and paid from', async ({ browser }) => {
  const [yuki, ken] = [await signUp(browser, 'Yuki Payer'), await signUp(browser, 'Ken Receiver')];
  await yuki.page.goto('/wallet');
  await yuki.page.getByRole('button', { name: 'Open a wallet' }).click();
  await yuki.page.getByRole('menuitem', { name: /JPY/ }).click();
  await yuki.page.waitForURL('**/wallet?currency=JPY');
  await yuki.page.getByRole('button', { name: 'Top up' }).click();
  const fill = yuki.page.getByRole('dialog');
  await fill.getByRole('textbox', { name: 'Amount' }).fill('5000');
  await fill.getByRole('button', { name: 'Top up 5,000 JPY' }).click();
  await expect(yuki.page.getByRole('region', { name: 'You can spend' })).toContainText('5,000');

  await ken.page.goto('/wallet');
  await yuki.page.goto('/pay?currency=JPY');
  await yuki.page.getByLabel("Recipient's email").fill(ken.email);
  await yuki.page.getByLabel('Amount').fill('1200');
  await yuki.page.getByRole('button', { name: 'Review payment' }).click();
  await yuki.page.getByRole('button', { name: /^Pay ken/ }).click();
  await yuki.page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(ken.page.getByRole('navigation', { name: 'Your wallets' })).toContainText('1,200');
});
