import type { Browser, Page } from '@playwright/test';
import { expect, signUp, test } from '../support/app.ts';
import { ask, pay, tokenFor } from '../support/graph.ts';
import type { Account, App } from '../support/installation.ts';

/** Somebody new, once every subgraph knows them: the explorer's first tab shows the newest users. */
async function newcomer(app: App, browser: Browser): Promise<Account> {
  const erna = await signUp(browser, 'Erna Explorer');
  await expect(erna.page.getByText('You can spend')).toBeVisible();
  const token = await tokenFor(app, app.accounts.admin);
  const newest = 'query Newest { users(first: 5) { edges { node { email displayName wallet { id } } } } }';
  const asked = async () => JSON.stringify((await ask(app, newest, { token })).data);
  await expect.poll(asked).toContain(`"${erna.email}","displayName":"Erna Explorer","wallet":{`);
  await erna.context.close();
  return erna;
}

/** What the page asks of other origins, from now on. */
function foreignRequests(page: Page, { origin }: App): string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && /^https?:/.test(url)) foreign.push(url);
  });
  return foreign;
}

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
  browser,
}) => {
  const { email } = await newcomer(app, browser);
  const foreign = foreignRequests(page, app);
  await openExplorer(page, app.accounts.admin);

  const run = page.getByRole('button', { name: /execute query/i });
  const response = page.getByRole('region', { name: /result|response/i });
  const answer = page.waitForResponse(
    (each) => each.request().postData()?.includes('FourSubgraphs') ?? false,
  );
  // What is run is what the editor holds, which comes once somebody is signed in.
  const editor = page.getByRole('region', { name: 'Operation Editor' });
  await expect(editor).toContainText('FourSubgraphs', { timeout: 30_000 });
  await run.click();
  await expect(response).toContainText('totalCount');
  // The editor draws only the lines that fit; what it was given is all of the answer.
  const text = await (await answer).text();
  for (const part of [email, 'Erna Explorer', 'CUSTOMER', 'EUR']) {
    expect(text).toContain(part);
  }
  // What was audited last of somebody, by whichever subgraph.
  expect(text).toMatch(/"action":"(auth|payments|profile)\.[a-z-]+\.[a-z-]+"/);

  await page.getByRole('tab', { name: /PaymentChanged/ }).click();
  // It follows the tab a moment later.
  await expect(editor).toContainText('subscription PaymentChanged');
  await expect(response).not.toContainText('totalCount');
  await run.click();
  await expect(page.getByRole('button', { name: /stop/i })).toBeVisible();
  await pay(app, app.accounts.alice, { recipientEmail: app.accounts.bob.email, amountMinor: 123 });
  await expect(response).toContainText('payments.payment.completed');
  await expect(response).toContainText('a•••@payloom.example');
  await expect(response).toContainText("Bob's Bakery");
  expect(foreign).toEqual([]);
});
