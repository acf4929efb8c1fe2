import { expect, test } from '../support/app.ts';
import { pay } from '../support/graph.ts';

// The editor draws only the lines that fit: all of the answer must.
test.use({ viewport: { width: 1440, height: 2600 } });

test('the explorer answers over four subgraphs, and its subscription ticks when somebody pays', async ({
  page,
  app,
}) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(app.origin) && /^https?:/.test(url)) foreign.push(url);
  });
  await page.goto('/graphql');
  await page.getByLabel('Email').fill(app.accounts.admin.email);
  await page.getByLabel('Password').fill(app.accounts.admin.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(app.accounts.admin.email)).toBeVisible();

  const run = page.getByRole('button', { name: /execute query/i });
  const response = page.getByRole('region', { name: /result|response/i });
  await run.click();
  for (const part of ['alice@payloom.example', "Bob's Bakery", 'CUSTOMER', 'EUR', 'auth.session.started']) {
    await expect(response).toContainText(part);
  }

  await page.getByRole('tab', { name: /PaymentChanged/ }).click();
  await run.click();
  await expect(page.getByRole('button', { name: /stop/i })).toBeVisible();
  await pay(app, app.accounts.alice, { recipientEmail: app.accounts.bob.email, amountMinor: 123 });
  await expect(response).toContainText('payments.payment.completed');
  await expect(response).toContainText('a•••@payloom.example');
  await expect(response).toContainText("Bob's Bakery");
  expect(foreign).toEqual([]);
});
