import { expect, signUp, test } from '../support/app.ts';
import { payAndWatch, topUp } from '../support/money.ts';

const dayMs = 24 * 60 * 60 * 1_000;

test('where the clock of a machine is two days slow, what was just paid was paid just now, and today is today', async ({
  browser,
  app,
}) => {
  const { context, page } = await signUp(browser, 'Slow Sam', 'For myself', { timezoneId: 'Europe/Berlin' });
  await context.addInitScript((slowMs) => {
    const now = Date.now.bind(Date);
    const construct = (target: DateConstructor, given: unknown[]): object =>
      Reflect.construct(target, given.length === 0 ? [now() - slowMs] : given);
    globalThis.Date = new Proxy(Date, { construct });
    Date.now = () => now() - slowMs;
  }, 2 * dayMs);
  await topUp(page, '30.00');
  expect(await page.evaluate(() => Date.now())).toBeLessThan(Date.now() - dayMs);

  await payAndWatch(page, app.accounts.bob.email, '3.00', 'By a slow clock');
  await page.goto('/payments');
  await expect(page.getByRole('row', { name: /By a slow clock/ })).toContainText(
    /just now|seconds ago|1 minute ago/,
  );

  await page.goto('/requests');
  await page.getByRole('button', { name: 'Request money' }).first().click();
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
  await expect(page.getByRole('dialog').locator('input[type=date]')).toHaveAttribute('min', today);
});
