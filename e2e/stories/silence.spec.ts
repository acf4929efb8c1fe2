import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import type { BrowserContext, Page, Route } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, signIn, signUp, test } from '../support/app.ts';
import { fillInPayment, topUp } from '../support/money.ts';
import { countPayments, isReadyToLeave, withWorker } from '../support/offline.ts';
import { takePictures } from '../support/pictures.ts';

/** What is asked over a connection that is gone without a word: no answer comes of it, and no error either. */
const swallow = async (_route: Route): Promise<void> => undefined;

const asks = (route: Route, operation: string): boolean =>
  route.request().postData()?.includes(operation) ?? false;

/** A page need not wait for its half minute in a story. */
async function waitLess(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => timeout(ms >= 30_000 ? 4_000 : ms);
  });
}

/** The first of those requests is done with as said, and all others as ever. */
async function onTheFirst(
  target: Page | BrowserContext,
  operation: string,
  does: (route: Route) => Promise<unknown>,
): Promise<void> {
  let isFirst = true;
  await target.route('**/graphql', async (route) => {
    if (!isFirst || !asks(route, operation)) return route.fallback();
    isFirst = false;
    await does(route);
  });
}

test('a payment whose answer is lost on the way is told to be unanswered, and made once by the next try', async ({
  app,
  browser,
}) => {
  const sina = await signUp(browser, 'Sina Silent');
  const { page } = sina;
  await waitLess(page);
  await topUp(page, '20.00');
  await onTheFirst(page, 'MakePayment', (route) => route.fetch());
  await fillInPayment(page, app.accounts.bob.email, '15.00');
  const note = `Unheard ${Date.now()}`;
  await page.getByLabel('Note').fill(note);
  await page.getByRole('button', { name: 'Review payment' }).click();
  const pay = page.getByRole('button', { name: /^Pay .*15\.00/ });
  await pay.click();
  await expect(page.getByText(/No answer came/)).toBeVisible();
  await takePictures(page, 'unanswered');
  await expectAccessible(page);
  await pay.click();
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('main')).toContainText('Completed');
  expect(await countPayments(app, sina, note)).toBe(1);
  await page.goto('/wallet');
  await expect(page.getByRole('main')).toContainText('5.00');
});

test('a page that nobody answers says so, and is there by itself once somebody does', async ({ browser }) => {
  const { page } = await signUp(browser, 'Simon Silent');
  await topUp(page, '20.00');
  await waitLess(page);
  await page.route('**/graphql', (route) =>
    asks(route, 'refreshSession') ? route.continue() : swallow(route),
  );
  await page.goto('/wallet');
  await expect(page.getByText(/could not be reached/).first()).toBeVisible();
  await page.unrouteAll();
  await expect(page.getByRole('main')).toContainText('20.00', { timeout: 20_000 });
});

test('a tab that waits for its token in vain keeps no other tab from theirs', async ({ browser }) => {
  const { page, context } = await signUp(browser, 'Susan Silent');
  await topUp(page, '20.00');
  await onTheFirst(context, 'refreshSession', swallow);
  await page.reload({ waitUntil: 'commit' });
  const other = await context.newPage();
  await other.goto('/wallet');
  await expect(other.getByRole('main')).toContainText('20.00', { timeout: 20_000 });
  // The first one has asked again, as everybody can who was not heard.
  await expect(page.getByRole('main')).toContainText('20.00', { timeout: 20_000 });
});

/** The app, at an origin of its own that can fall silent. */
async function withProxy(does: (proxy: TcpProxy, baseURL: string) => Promise<void>): Promise<void> {
  const proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(process.env.PAYLOOM_E2E_PORT) });
  try {
    await does(proxy, `http://localhost:${proxy.port}`);
  } finally {
    await proxy.stop();
  }
}

test('a page opened where nothing gets through shows what is kept, and its session is there once something does', async ({
  app,
  browser,
}) => {
  await withProxy(async (proxy, baseURL) => {
    const { page } = await signIn(browser, app.accounts.alice, { ...withWorker, baseURL });
    await page.goto('/wallet');
    await isReadyToLeave(page);
    const notice = page.getByText(/This page is as it was loaded at/);
    const isLive = page.getByRole('status').getByText('Live');
    await expect(isLive).toBeVisible();

    proxy.silence();
    await page.reload({ waitUntil: 'commit' });
    await expect(notice).toBeVisible({ timeout: 30_000 });
    await expect(isLive).toHaveCount(0);
    await expect(page.getByRole('main')).toContainText('EUR');
    await takePictures(page, 'silent');
    await expectAccessible(page);

    // What the page has given up meanwhile is sent again by the browser, with the cookie of then.
    proxy.speak();
    await expect(isLive).toBeVisible({ timeout: 40_000 });
    await expect(notice).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('main')).toContainText('EUR');
  });
});
