import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, signUp, test, type App, type Person } from '../support/app.ts';
import { ask, pay, tokenFor } from '../support/graph.ts';
import { readKept } from '../support/kept.ts';
import { topUp } from '../support/money.ts';
import {
  countPayments,
  isReadyToLeave,
  letWait,
  signInThere,
  waitingList,
  withWorker,
} from '../support/offline.ts';
import { takePictures } from '../support/pictures.ts';
import { ageProofs } from '../support/proofs.ts';

interface Waiting extends Person {
  note: string;
}

/** Somebody with 20.00 EUR whose payment of 15.00 EUR to Bob waits while the network is away. */
async function somebodyWhoWaits(browser: Browser, app: App, name: string): Promise<Waiting> {
  const person = await signUp(browser, name, 'For myself', withWorker);
  const { page, context } = person;
  await topUp(page, '20.00');
  await isReadyToLeave(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Payments' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Pay somebody' }).first()).toBeVisible();
  await context.setOffline(true);
  const note = `${name} ${Date.now()}`;
  await letWait(page, app.accounts.bob.email, '15.00', note);
  return { ...person, note };
}

const refusal = (page: Page) => waitingList(page).getByRole('listitem', { name: /15\.00/ });

test('a waiting payment that the wallet cannot pay any more is told, and taken up again in its form', async ({
  app,
  browser,
}) => {
  const nora = await somebodyWhoWaits(browser, app, 'Nora');
  const { page, context, note } = nora;
  const bob = app.accounts.bob.email;
  // Another device has spent it meanwhile.
  await pay(app, nora, { recipientEmail: bob, amountMinor: 1_200 });
  await context.setOffline(false);
  await expect(refusal(page)).toContainText('You can spend 8.00 EUR at most now.');
  await expect(page.getByText(/The payment of 15.00 EUR .* was not made/)).toBeVisible();
  // The worker came while she was here, and brought nothing new.
  await expect(page.getByRole('status', { name: 'New version' })).toBeEmpty();
  await takePictures(page, 'refused');
  await expectAccessible(page);

  await refusal(page).getByRole('link', { name: 'Change' }).click();
  await expect(page.getByLabel("Recipient's email")).toHaveValue(bob);
  await expect(page.getByLabel('Amount')).toHaveValue('15.00');
  await expect(page.getByLabel('Note')).toHaveValue(note);
  // Who thinks better of it has lost nothing.
  await page.goBack();
  await expect(refusal(page)).toBeVisible();
  await refusal(page).getByRole('link', { name: 'Change' }).click();
  await page.getByLabel('Amount').fill('5.00');
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: /^Pay .*5\.00/ }).click();
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  await page.goto('/payments');
  await expect(page.getByRole('main')).toContainText(note);
  await expect(waitingList(page)).toHaveCount(0);
  expect(await countPayments(app, nora, note)).toBe(1);
  await context.close();
});

test('where a proof is wanted of who waits, the payment is made once after it', async ({ app, browser }) => {
  const petra = await somebodyWhoWaits(browser, app, 'Petra');
  const { page, context, note } = petra;
  // A page that is opened anew gets a token that knows how old the proof is.
  await page.reload();
  await expect(waitingList(page)).toContainText(note);
  await ageProofs(app, petra.email);
  await context.setOffline(false);
  await expect(refusal(page)).toContainText('Confirm that it is you, and it is paid.');
  // Nobody was in the middle of anything: the question waits for its owner.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await countPayments(app, petra, note)).toBe(0);

  await refusal(page).getByRole('button', { name: 'Confirm and pay' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
  await dialog.getByLabel('Password', { exact: true }).fill(petra.password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(waitingList(page)).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(note);
  await page.reload();
  await expect(page.getByRole('main')).toContainText(note);
  expect(await countPayments(app, petra, note)).toBe(1);
  await context.close();
});

const endedSchema = z.object({ endAllSessions: z.object({ count: z.int() }) });

/** Ends all sessions of somebody, as from another device. */
async function revoke(app: App, person: Person): Promise<void> {
  const token = await tokenFor(app, person);
  const { data } = await ask(app, 'mutation { endAllSessions { ... on SessionsEnded { count } } }', {
    token,
  });
  expect(endedSchema.parse(data).endAllSessions.count).toBeGreaterThan(1);
}

const lost = (page: Page) => page.getByText('1 payment that waited for the network was not sent');

test('a session that was ended meanwhile takes what waits with it, and tells nobody but its owner', async ({
  app,
  browser,
}) => {
  const rita = await somebodyWhoWaits(browser, app, 'Rita');
  const { page, context, note } = rita;
  // A page that is opened anew has no token: only the server can say that the session goes on.
  await page.reload();
  await expect(waitingList(page)).toContainText(note);
  await revoke(app, rita);
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(lost(page)).toBeVisible();
  await takePictures(page, 'lost');
  expect(await readKept(page, 'graph')).toBeUndefined();

  // She did not look, and comes back another day.
  await page.reload();
  await expect(lost(page)).toHaveCount(0);
  await signInThere(page, rita);
  await expect(lost(page)).toBeVisible();
  await page.goto('/payments');
  await expect(page.getByRole('heading', { level: 1, name: 'Payments' })).toBeVisible();
  await expect(waitingList(page)).toHaveCount(0);
  await expect(lost(page)).toHaveCount(0);
  expect(await countPayments(app, rita, note)).toBe(0);
  await context.close();
});

test('after a session that was ended the next person reads nothing of the one before', async ({
  app,
  browser,
}) => {
  const ruth = await somebodyWhoWaits(browser, app, 'Ruth');
  const { page, context, note } = ruth;
  await page.reload();
  await expect(waitingList(page)).toContainText(note);
  await revoke(app, ruth);
  await context.setOffline(false);
  await expect(lost(page)).toBeVisible();
  await signInThere(page, app.accounts.bob);
  await expect(lost(page)).toHaveCount(0);
  await expect.poll(async () => (await readKept(page, 'viewer')) ?? '').toContain(app.accounts.bob.email);
  await page.goto('/payments');
  await expect(page.getByRole('heading', { level: 1, name: 'Payments' })).toBeVisible();
  // What the next one has seen is kept a moment after it is there.
  await expect.poll(() => readKept(page, 'graph')).toBeDefined();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Payments' })).toBeVisible();
  await expect(waitingList(page)).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(note);
  expect(await readKept(page, 'graph')).not.toContain(ruth.email);
  await context.setOffline(false);
  expect(await countPayments(app, ruth, note)).toBe(0);
  await context.close();
});

test('whoever signs out everywhere is asked first about what waits', async ({ app, browser }) => {
  const eva = await somebodyWhoWaits(browser, app, 'Eva');
  const { page, context } = eva;
  // What waits is refused, and so it still waits when she is back.
  await pay(app, eva, { recipientEmail: app.accounts.bob.email, amountMinor: 1_200 });
  await context.setOffline(false);
  await expect(refusal(page)).toContainText('You can spend');

  await page.goto('/security');
  const leave = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  };
  const dialog = page.getByRole('dialog', { name: '1 payment has not been sent yet' });
  await leave();
  await takePictures(page, 'everywhere');
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await page.getByRole('button', { name: 'Sign out here' }).click();
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(page).toHaveURL(/\/security/);
  await leave();
  await dialog.getByRole('button', { name: 'Sign out and withdraw' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  // She knows.
  await expect(lost(page)).toHaveCount(0);
  await signInThere(page, eva);
  await expect(lost(page)).toHaveCount(0);
  await context.close();
});
