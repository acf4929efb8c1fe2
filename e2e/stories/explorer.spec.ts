import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { pay } from '../support/graph.ts';
import type { Account } from '../support/installation.ts';

async function openExplorer(page: Page, { email, password }: Account): Promise<void> {
  await page.goto('/graphql');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(email)).toBeVisible();
}

test('the explorer answers over four subgraphs, and its subscription ticks when somebody pays', async ({
  page,
  app,
}) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(app.origin) && /^https?:/.test(url)) foreign.push(url);
  });
  await openExplorer(page, app.accounts.admin);

  const run = page.getByRole('button', { name: /execute query/i });
  const response = page.getByRole('region', { name: /result|response/i });
  const answer = page.waitForResponse(
    (each) => each.request().postData()?.includes('FourSubgraphs') ?? false,
  );
  await run.click();
  await expect(response).toContainText('totalCount');
  // The editor draws only the lines that fit; what it was given is all of the answer.
  const text = await (await answer).text();
  for (const part of ['alice@payloom.example', "Bob's Bakery", 'CUSTOMER', 'EUR', 'auth.session.started']) {
    expect(text).toContain(part);
  }

  await page.getByRole('tab', { name: /PaymentChanged/ }).click();
  // What is run is what the editor holds, which follows the tab a moment later.
  await expect(page.getByRole('region', { name: 'Operation Editor' })).toContainText(
    'subscription PaymentChanged',
  );
  await expect(response).not.toContainText('totalCount');
  await run.click();
  await expect(page.getByRole('button', { name: /stop/i })).toBeVisible();
  await pay(app, app.accounts.alice, { recipientEmail: app.accounts.bob.email, amountMinor: 123 });
  await expect(response).toContainText('payments.payment.completed');
  await expect(response).toContainText('a•••@payloom.example');
  await expect(response).toContainText("Bob's Bakery");
  expect(foreign).toEqual([]);
});
