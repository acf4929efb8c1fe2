import type { Page } from '@playwright/test';
import { expect, signUp, test } from '../support/app.ts';
import { ageProofs } from '../support/proofs.ts';

async function pay(page: Page, email: string, amount: string): Promise<void> {
  await page.goto('/pay');
  await page.getByLabel("Recipient's email").fill(email);
  await page.getByLabel('Amount').fill(amount);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: `Pay ${email} ${amount}` }).click();
}

test('money leaves a page that was left open only for who shows that it is them', async ({
  browser,
  app,
}) => {
  const { page, email, password } = await signUp(browser, 'Petra');
  await page.getByRole('button', { name: 'Top up' }).click();
  const topUp = page.getByRole('dialog');
  await topUp.getByRole('textbox', { name: 'Amount' }).fill('20');
  await topUp.getByRole('button', { name: /^Top up/ }).click();
  await expect(page.getByRole('main')).toContainText('20.00');

  await ageProofs(app, email);
  await pay(page, app.accounts.bob.email, '5.00');

  const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
  await dialog.getByLabel('Password', { exact: true }).fill('a wrong password');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByText('That is not your password.')).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);

  // For a while nothing is asked again.
  await pay(page, app.accounts.bob.email, '1.00');
  await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
});
