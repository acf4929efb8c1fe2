import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, signIn, test, type App } from '../support/app.ts';
import { ask, pay, tokenFor } from '../support/graph.ts';
import { poisonAuditLog } from '../support/poison.ts';

const databases = ['admin', 'auth', 'payments', 'profile'];
/** The platform is looked at every ten seconds, and the page asks every ten. */
const seenWithin = { timeout: 45_000 };

const payBob = (app: App) =>
  pay(app, app.accounts.alice, { recipientEmail: app.accounts.bob.email, amountMinor: 222 });

const lettersSchema = z.object({
  deadLetters: z.object({ edges: z.array(z.object({ node: z.object({ id: z.uuid() }) })) }),
});

/** Sends every open dead letter to its consumer again. */
async function replayAll(app: App): Promise<void> {
  const token = await tokenFor(app, app.accounts.admin);
  const open = 'query Open { deadLetters(filter: { status: OPEN }) { edges { node { id } } } }';
  const { data } = await ask(app, open, { token });
  const ids = lettersSchema.parse(data).deadLetters.edges.map(({ node }) => node.id);
  const replay = 'mutation Replay($ids: [ID!]!) { replayDeadLetters(ids: $ids) { skipped } }';
  expect((await ask(app, replay, { token, variables: { ids } })).errors).toBeUndefined();
}

async function expectDatabase(page: Page, name: string): Promise<void> {
  const card = page
    .getByRole('region', { name: 'Databases' })
    .getByRole('region', { name: `Database of ${name}` });
  await expect(card.getByText('Healthy', { exact: true }).first()).toBeVisible(seenWithin);
  await expect(card.getByText(/^\d+ of \d+$/)).toBeVisible();
  await expect(card.getByRole('table', { name: /in the last hour/ })).toContainText('Healthy');
}

/** What the gateway has to do, who looks at this page included. */
async function expectTraffic(page: Page): Promise<void> {
  const gateway = page
    .getByRole('region', { name: 'Requests', exact: true })
    .getByRole('region', { name: 'Requests to gateway' });
  await expect(gateway.getByText('Healthy', { exact: true }).first()).toBeVisible(seenWithin);
  await expect(gateway.getByRole('table', { name: /in the last hour/ })).toContainText('ms');
}

test.describe('the health of the platform', () => {
  let mend: (() => Promise<void>) | undefined;
  test.afterEach(async () => mend?.());

  test('shows each database and each queue by itself, and a queue that is in trouble, then mended, without being asked', async ({
    browser,
    app,
  }, info) => {
    const { page } = await signIn(browser, app.accounts.admin);
    await page.goto('/admin/health');
    const loadedAt = await page.evaluate(() => performance.timeOrigin);
    for (const name of databases) await expectDatabase(page, name);
    await expectTraffic(page);
    const queue = page
      .getByRole('region', { name: 'Queues' })
      .getByRole('region', { name: 'admin.audit-entries.add' });
    await expect(queue.getByText('Healthy', { exact: true }).first()).toBeVisible(seenWithin);

    mend = await poisonAuditLog(app, 'payments.payment.completed');
    await payBob(app);
    await expect(queue.getByText('Strained', { exact: true }).first()).toBeVisible(seenWithin);
    await expect(queue).toContainText('given events up', seenWithin);
    await mend();
    await replayAll(app);
    await expect(queue.getByText('Healthy', { exact: true }).first()).toBeVisible(seenWithin);

    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);

    await page.getByRole('combobox', { name: 'Period' }).click();
    await page.getByRole('option', { name: 'Last day' }).click();
    await expect(queue.getByRole('table', { name: /in the last day/ })).toContainText('Strained');
    await expect(page).toHaveURL(/span=day/);
    await page.screenshot({ path: info.outputPath('health-desk-light.png'), fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: info.outputPath('health-phone-dark.png'), fullPage: true });
    await expectAccessible(page);
  });

  test('is for administrators alone', async ({ app }) => {
    const token = await tokenFor(app, app.accounts.alice);
    for (const part of ['serviceHealth', 'serviceTraffic', 'databaseHealth', 'queueHealth']) {
      const { data, errors } = await ask(app, `query Look { ${part} { id status } }`, { token });
      expect(data ?? null, part).toBeNull();
      expect(JSON.stringify(errors)).toContain('FORBIDDEN');
    }
  });
});
