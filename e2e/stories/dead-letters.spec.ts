import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { expect, signIn, test, type App } from '../support/app.ts';
import { ask, pay, tokenFor } from '../support/graph.ts';
import { poisonAuditLog } from '../support/poison.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const reason = 'the audit log is out of ink';

/** The operator's tool, against this app. */
async function events({ origin, folder }: App, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['scripts/events.ts', ...args, '--url', origin], {
    cwd: root,
    env: { ...process.env, PAYLOOM_DATA_DIR: folder },
  });
  return stdout;
}

const listSchema = z.object({ deadLetters: z.array(z.object({ id: z.uuid() })).length(1) });
const auditSchema = z.object({
  auditEntries: z.object({ edges: z.array(z.object({ node: z.object({ action: z.string() }) })) }),
});

/** What the audit log says was done to `subject`, newest first. */
async function actionsOn(app: App, subject: string): Promise<string[]> {
  const answer = await ask(
    app,
    'query On($subject: ID!) { auditEntries(filter: { subject: $subject }) { edges { node { action } } } }',
    { token: await tokenFor(app, app.accounts.admin), variables: { subject } },
  );
  return auditSchema.parse(answer.data).auditEntries.edges.map(({ node }) => node.action);
}

const payBob = (app: App) =>
  pay(app, app.accounts.alice, { recipientEmail: app.accounts.bob.email, amountMinor: 111 });

test.describe('a consumer that cannot handle an event', () => {
  let mend: () => Promise<void>;

  test.beforeEach(async ({ app }) => {
    mend = await poisonAuditLog(app, 'payments.payment.completed');
  });
  test.afterEach(() => mend());

  test('shows its dead letter on the page by itself; once mended, a replay heals the audit log', async ({
    browser,
    app,
  }) => {
    const { page } = await signIn(browser, app.accounts.admin);
    await page.goto('/admin/events');
    await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
    await expect(page.getByText(reason)).toHaveCount(0);
    const loadedAt = await page.evaluate(() => performance.timeOrigin);

    const paymentId = await payBob(app);
    const letter = page.getByRole('row').filter({ hasText: reason });
    await expect(letter).toHaveCount(1, { timeout: 20_000 });
    await expect(letter).toContainText('admin.audit-entries.add');

    await mend();
    await letter.click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(paymentId);
    await dialog.getByRole('button', { name: /^Replay/ }).click();
    await expect(dialog).toContainText('Replayed');
    await page.keyboard.press('Escape');
    await expect(letter).toHaveCount(0);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);

    await expect.poll(() => actionsOn(app, paymentId)).toContain('payments.payment.completed');
    expect((await actionsOn(app, paymentId)).toSorted()).toEqual([
      'payments.payment.completed',
      'payments.payment.created',
      'payments.payment.processing',
    ]);
  });

  test('can be looked after from the command line, and the page follows', async ({ browser, app }) => {
    const { page } = await signIn(browser, app.accounts.admin);
    await page.goto('/admin/events');
    await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
    const paymentId = await payBob(app);
    const letter = page.getByRole('row').filter({ hasText: reason });
    await expect(letter).toHaveCount(1, { timeout: 20_000 });

    expect(await events(app, 'lag')).toMatch(/admin\.audit-entries\.add/);
    const listed = await events(app, 'dead-letters', 'list', '--subject', paymentId, '--json');
    const [id = ''] = listSchema.parse(JSON.parse(listed)).deadLetters.map((each) => each.id);
    expect(await events(app, 'dead-letters', 'show', id)).toContain(reason);
    await events(app, 'dead-letters', 'discard', id, '--reason', 'told in another book');
    await expect(letter).toHaveCount(0);

    expect(await actionsOn(app, id)).toEqual(['admin.dead-letter.discarded']);
    expect(await actionsOn(app, paymentId)).not.toContain('payments.payment.completed');
    await expect(events(app, 'dead-letters', 'replay', id)).rejects.toThrow(/not open/i);
  });
});
