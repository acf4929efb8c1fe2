import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, signIn, signUp, test, type App } from '../support/app.ts';
import { ask, tokenFor } from '../support/graph.ts';
import type { Account } from '../support/installation.ts';
import { sizes, takePictures } from '../support/pictures.ts';

const PAY =
  'mutation Pay($input: MakePaymentInput!) { makePayment(input: $input) { ... on Payment { id } } }';
const paidSchema = z.object({ makePayment: z.object({ id: z.uuid() }) });

async function payOften(app: App, payer: Account, recipientEmail: string, count: number): Promise<void> {
  const token = await tokenFor(app, payer);
  for (let made = 0; made < count; made += 1) {
    const input = {
      recipientEmail,
      amount: { amountMinor: 1, currency: 'EUR' },
      note: `Coin ${made}`,
      idempotencyKey: randomUUID(),
    };
    paidSchema.parse((await ask(app, PAY, { token, variables: { input } })).data);
  }
}

const SCHEDULE =
  'mutation Plan($input: SchedulePaymentInput!) { schedulePayment(input: $input) { __typename ... on PaymentSchedule { id } } }';

async function planPayment(app: App, payer: Account, recipientEmail: string): Promise<void> {
  const input = {
    recipientEmail,
    amount: { amountMinor: 4_000, currency: 'EUR' },
    cadence: 'MONTHLY',
    startsOn: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
    timeZone: 'UTC',
    idempotencyKey: randomUUID(),
  };
  const token = await tokenFor(app, payer);
  const { data } = await ask(app, SCHEDULE, { token, variables: { input } });
  expect(data).toMatchObject({ schedulePayment: { __typename: 'PaymentSchedule' } });
}

const rowsDrawn = (page: Page) => page.locator('tr[data-index]').count();
const scrolled = (page: Page) => page.evaluate(() => globalThis.scrollY);
const focusedIndex = (page: Page) =>
  page.evaluate(() => Number(document.activeElement?.closest('[data-index]')?.getAttribute('data-index')));

test('a long list is gone through with the keyboard, page by page, and found again where it was left', async ({
  app,
  browser,
}) => {
  const rita = await signUp(browser, 'Rita Longlist');
  const { alice } = app.accounts;
  await payOften(app, alice, rita.email, 130);
  const { page } = await signIn(browser, alice, { viewport: sizes.desk });
  await page.goto('/payments');
  await page.locator('[data-row-target]').first().focus();
  for (let row = 1; row <= 100; row += 1) await page.keyboard.press('ArrowDown', { delay: 15 });
  await expect.poll(() => focusedIndex(page)).toBe(100);
  expect(await rowsDrawn(page)).toBeLessThan(60);
  const focused = page.locator('tr:has(:focus)');
  await expect(focused).toBeInViewport();
  await expect(focused).toHaveAttribute('aria-rowindex', '102');
  await expectAccessible(page);

  const leftAt = await scrolled(page);
  const led = await focused.locator('[data-row-target]').getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expect.poll(() => scrolled(page)).toBeGreaterThan(leftAt - 60);
  expect(await scrolled(page)).toBeLessThan(leftAt + 60);
  const row = page.locator('tr[data-index="100"]');
  await expect(row).toBeInViewport();
  await expect(row.locator('[data-row-target]')).toHaveAttribute('href', led ?? '');

  // The row with the focus is not lost while one scrolls away from it.
  await row.locator('[data-row-target]').focus();
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  await expect(page.locator('tr[data-index="0"]')).toBeVisible();
  expect(await focusedIndex(page)).toBe(100);
  await page.evaluate(() => globalThis.scrollTo(0, 2_000));
  await takePictures(page, 'deep in a long list');
  await page.context().close();
});

test('what comes next and cannot be loaded is asked for again on demand', async ({ app, browser }) => {
  const { alice } = app.accounts;
  const { page, context } = await signIn(browser, alice, { viewport: sizes.phone });
  await page.goto('/payments');
  await page.locator('[data-row-target]').first().waitFor();
  const isNextPage = (body: string | null): boolean => body?.includes('"after":"') ?? false;
  await context.route('**/graphql', (route) =>
    isNextPage(route.request().postData()) ? route.fulfill({ status: 500, body: '' }) : route.fallback(),
  );
  await page.evaluate(() => globalThis.scrollTo(0, document.body.scrollHeight));
  const failure = page.getByRole('alert').filter({ hasText: 'The next ones could not be loaded.' });
  await failure.scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await takePictures(page, 'the next page failed');
  await context.unroute('**/graphql');
  const before = await page.getByText(/\d+ shown$/).innerText();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/\d+ shown$/)).not.toHaveText(before);
  await expect(failure).toHaveCount(0);
  await context.close();
});

/** Cancels the plan and brings it back by the keyboard alone, and cancels it once more. */
async function cancelByKeyboard(page: Page): Promise<Locator> {
  const cancel = page.getByRole('button', { name: 'Cancel the payments to Rita Landlady', exact: true });
  const told = page.getByText('Rita Landlady will not be paid any more');
  await cancel.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('Cancelled')).toBeVisible();
  await expect(told).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(cancel).toBeVisible();
  // One goes on in the same row.
  await expect(page.locator('tr:has(:focus)')).toContainText('Rita Landlady');
  await cancel.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('Cancelled')).toBeVisible();
  // Its own words, when those of before have gone.
  await expect(told).toHaveCount(1);
  return cancel;
}

test('a plan is cancelled, brought back, cancelled again, and comes back marked when that could not be done', async ({
  app,
  browser,
}) => {
  const rita = await signUp(browser, 'Rita Landlady');
  const carl = await signUp(browser, 'Carl Tenant');
  await planPayment(app, carl, rita.email);
  const { page, context } = carl;
  await page.goto('/payments/scheduled');
  const main = page.getByRole('main');
  const cancel = await cancelByKeyboard(page);
  await expectAccessible(page);
  await takePictures(page, 'to be undone');
  await page.keyboard.press('Control+z');
  await expect(main.getByText('Cancelled')).toHaveCount(0);
  // Those of the undo before may still be there.
  await expect(page.getByText('Rita Landlady is paid as planned').first()).toBeVisible();

  await context.route('**/graphql', (route) =>
    route.request().postData()?.includes('CancelPaymentSchedule') ? route.abort() : route.fallback(),
  );
  await cancel.click();
  await expect(main.getByText('Cancelled')).toBeVisible();
  // The toast holds still under the pointer.
  await page.mouse.move(10, 500);
  await expect(main.getByText('Not cancelled')).toBeVisible({ timeout: 20_000 });
  const notDone = page.getByText('The payments to Rita Landlady were not cancelled');
  await expect(notDone).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, 'taken back');
  await context.unroute('**/graphql');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByText('Cancelled', { exact: true })).toBeVisible();
  await page.reload();
  await expect(main.getByText('Cancelled', { exact: true })).toBeVisible();
});

test('what somebody was told is done is done, though they leave at once', async ({ app, browser }) => {
  const rita = await signUp(browser, 'Rita Landlady');
  const carl = await signUp(browser, 'Carl Tenant');
  await planPayment(app, carl, rita.email);
  await carl.page.goto('/payments/scheduled');
  await carl.page.getByRole('button', { name: /^Cancel the payments to/ }).click();
  await expect(carl.page.getByRole('main').getByText('Cancelled')).toBeVisible();
  await carl.page.close();
  const next = await carl.context.newPage();
  await next.goto('/payments/scheduled');
  await expect(next.getByRole('main').getByText('Cancelled')).toBeVisible();
});

test('without a network a page says what it shows, what waits, and comes back by itself, in German too', async ({
  app,
  browser,
}) => {
  const { alice } = app.accounts;
  const { page, context } = await signIn(browser, alice, { viewport: sizes.desk });
  // What is not fetched yet cannot be looked at offline: the pages' code is.
  for (const path of ['/wallet', '/payments/scheduled', '/payments']) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await page.locator('[data-row-target]').first().waitFor();
  await context.setOffline(true);
  const note = page.getByText(/This page is as it was loaded at \d\d:\d\d/);
  await expect(note).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, 'offline');

  const first = page.locator('[data-row-target]').first();
  await first.click();
  await expect(page.getByRole('button', { name: 'Try again' }).or(note).first()).toBeVisible();
  await context.setOffline(false);
  await expect(note).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('EUR');

  await context.close();
});

test('what needs the network waits with a reason, in German too', async ({ app, browser }) => {
  const { page, context } = await signIn(browser, app.accounts.bob, { viewport: sizes.desk });
  await page.goto('/security');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await context.setOffline(true);
  await expect(page.getByText(/Diese Seite zeigt|Diese Seite zeigt den Stand von/)).toBeVisible();
  const submit = page.locator('main button[type=submit]').first();
  await expect(submit).toHaveAttribute('aria-disabled', 'true');
  await expect(submit).toHaveAttribute('title', /Netz/);
  await takePictures(page, 'offline in German');
  await context.setOffline(false);
  await expect(submit).not.toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: /^Ihr Konto/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await context.close();
});
