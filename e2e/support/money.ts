import type { Page } from '@playwright/test';
import { expect } from './app.ts';

/** Takes `amount`, such as "30.00", from a card into the wallet, and ends on the wallet's page with it there. */
export async function topUp(page: Page, amount: string): Promise<void> {
  await page.goto('/wallet');
  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill(amount);
  await dialog.getByRole('button', { name: /^Top up/ }).click();
  await expect(page.getByRole('main')).toContainText(amount);
}

/** Opens the form of payments and fills in what none can do without. */
export async function fillInPayment(page: Page, email: string, amount: string): Promise<void> {
  await page.goto('/pay');
  await page.getByLabel("Recipient's email").fill(email);
  await page.getByLabel('Amount').fill(amount);
}

/** Pays, and ends on the page of the payment once the recipient has the money. */
export async function payAndWatch(page: Page, email: string, amount: string, note: string): Promise<void> {
  await fillInPayment(page, email, amount);
  await page.getByLabel('Note').fill(note);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: `Pay ${email} ${amount}` }).click();
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('main')).toContainText('The recipient has the money.');
}
