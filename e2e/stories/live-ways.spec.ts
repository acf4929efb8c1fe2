import { expect, signIn, signUp, test, type App } from '../support/app.ts';
import { pay } from '../support/graph.ts';
import { startHttp2Front } from '../support/http2-front.ts';
import { watchPolicy } from '../support/policy.ts';

/** A gauge of the gateway, summed over its labels. */
async function gauge({ origin }: App, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const values = text.split('\n').filter((line) => new RegExp(`^${name}[ {]`).test(line));
  return values.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

const sockets = (app: App) => gauge(app, 'payloom_gateway_sockets');

test('all tabs of a browser have one socket, and each hears of a payment', async ({ browser, app }) => {
  const vera = await signUp(browser, 'Vera Veil');
  await expect(vera.page.getByRole('status').getByText('Live')).toBeVisible();
  const before = await sockets(app);
  const tabs = [vera.page, await vera.context.newPage(), await vera.context.newPage()];
  for (const tab of tabs.slice(1)) {
    await tab.goto('/payments');
    await expect(tab.getByRole('status').getByText('Live')).toBeVisible();
  }
  expect(await sockets(app)).toBe(before);

  await pay(app, app.accounts.alice, { recipientEmail: vera.email, amountMinor: 1_234 });
  for (const tab of tabs) await expect(tab.getByRole('main')).toContainText('12.34');

  await vera.page.close();
  await pay(app, app.accounts.alice, { recipientEmail: vera.email, amountMinor: 4_321 });
  for (const tab of tabs.slice(1)) await expect(tab.getByRole('main')).toContainText('43.21');
  await vera.context.close();
  await expect.poll(() => sockets(app)).toBe(before - 1);
});

test('updates come over event streams where sockets do not get through', async ({ browser, app }) => {
  const walt = await signUp(browser, 'Walt Wall');
  await walt.context.close();
  const before = await sockets(app);
  const front = await startHttp2Front(app.origin);
  const context = await browser.newContext({ baseURL: front.origin, ignoreHTTPSErrors: true });
  try {
    const page = await context.newPage();
    const violations = await watchPolicy(page);
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill(walt.email);
    await page.getByLabel('Password', { exact: true }).fill(walt.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.goto('/payments');
    const streams = () => gauge(app, 'payloom_gateway_event_streams');
    // What happens after the page was answered and before it hears of anything is missed by neither.
    await expect(page.getByText('No payments yet')).toBeVisible();
    await pay(app, app.accounts.alice, { recipientEmail: walt.email, amountMinor: 555 });
    expect(await streams()).toBe(0);
    await expect.poll(streams, { timeout: 60_000 }).toBeGreaterThan(5);
    await expect(page.getByRole('main')).toContainText('5.55');
    await expect(page.getByRole('status').getByText('Live')).toBeVisible();
    await expect.poll(() => sockets(app)).toBeLessThanOrEqual(before);
    await pay(app, app.accounts.alice, { recipientEmail: walt.email, amountMinor: 777 });
    await expect(page.getByRole('main')).toContainText('7.77');
    await page.getByRole('link', { name: 'Wallet', exact: true }).click();
    await pay(app, app.accounts.alice, { recipientEmail: walt.email, amountMinor: 1_000 });
    await expect(page.getByRole('main')).toContainText('23.32');
    expect(violations).toEqual([]);
  } finally {
    await context.close();
    front.stop();
  }
});

test('whoever signs out and in as somebody else hears of their own payments only', async ({
  browser,
  app,
}) => {
  const bob = await signIn(browser, app.accounts.bob);
  await expect(bob.page.getByRole('status').getByText('Live')).toBeVisible();
  const other = await bob.context.newPage();
  await other.goto('/payments');
  await bob.page.getByRole('button', { name: /^Your account/ }).click();
  await bob.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.waitForURL(/sign-in/);
  await expect.poll(() => bob.page.evaluate(() => document.title)).toContain('Sign in');
  await bob.page.getByLabel('Email').fill(app.accounts.alice.email);
  await bob.page.getByLabel('Password', { exact: true }).fill(app.accounts.alice.password);
  await bob.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(bob.page.getByRole('status').getByText('Live')).toBeVisible();
  const zoe = await signUp(browser, 'Zoe Zest');
  await pay(app, app.accounts.alice, { recipientEmail: zoe.email, amountMinor: 1_011 });
  await bob.page.getByRole('link', { name: 'Payments', exact: true }).click();
  await expect(bob.page.getByRole('main')).toContainText('10.11');
});
