import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, signIn, test } from '../support/app.ts';
import { editRelease } from '../support/edited-release.ts';
import { pay } from '../support/graph.ts';
import { readKept, readStorage } from '../support/kept.ts';
import { fillInPayment } from '../support/money.ts';
import {
  countPayments,
  isReadyToLeave,
  letWait,
  signInThere,
  waitingList,
  withWorker,
} from '../support/offline.ts';
import { takePictures } from '../support/pictures.ts';
import { releasedVersion, remotes, site } from '../support/remotes.ts';

const history = (page: Page) => page.getByRole('main').locator('[data-row-target]');

/** The site is kept, and so is what the page shows, some words of it, and what one pays from. */
async function isKept(page: Page, words: string): Promise<void> {
  await isReadyToLeave(page);
  await expect.poll(async () => (await readKept(page, 'graph')) ?? '').toContain(words);
}

test('without a network one reads the history and queues a payment, which is made once after the return', async ({
  app,
  browser,
}) => {
  const { alice, bob } = app.accounts;
  const note = `Offline ${Date.now()}`;
  await pay(app, alice, { recipientEmail: bob.email, amountMinor: 117 });
  const { page, context } = await signIn(browser, alice, withWorker);
  await page.goto('/payments');
  await expect(history(page).first()).toBeVisible();
  await isKept(page, '"amountMinor":117');

  await context.setOffline(true);
  await page.reload();
  await expect(history(page).first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText('1.17 EUR');
  await expect(page.getByText(/This page is as it was loaded at/)).toBeVisible();
  await letWait(page, bob.email, '1.23', note);
  await letWait(page, bob.email, '2.34', `${note} not`);
  await takePictures(page, 'waiting');
  await expectAccessible(page);
  await page.reload();
  await expect(waitingList(page).getByRole('listitem')).toHaveCount(2);
  await waitingList(page)
    .getByRole('listitem', { name: /2\.34/ })
    .getByRole('button', { name: 'Withdraw' })
    .click();
  await expect(waitingList(page).getByRole('listitem')).toHaveCount(1);

  await returnWithTwoTabs(page, note);
  expect(await countPayments(app, alice, note)).toBe(1);
  expect(await countPayments(app, alice, `${note} not`)).toBe(0);
  await context.close();
});

/** Another tab sees the same, and would send it as well. */
async function returnWithTwoTabs(page: Page, note: string): Promise<void> {
  const context = page.context();
  const other = await context.newPage();
  await other.goto('/payments');
  await expect(waitingList(other)).toContainText(note);

  // New rows wait while the pointer is over the list, which has moved to where a button was pressed.
  await page.mouse.move(0, 0);
  await context.setOffline(false);
  await expect(waitingList(page)).toHaveCount(0, { timeout: 30_000 });
  await expect(waitingList(other)).toHaveCount(0);
  await expect(
    history(page)
      .filter({ hasText: note })
      .or(page.getByRole('row', { name: note }))
      .first(),
  ).toBeVisible();
}

test('a page that came past the worker is kept by it all the same', async ({ app, browser }) => {
  const { page, context } = await signIn(browser, app.accounts.alice, withWorker);
  await page.goto('/payments');
  await isReadyToLeave(page);
  // As a page comes that was on its way while the worker claimed all others.
  const browserItself = await context.newCDPSession(page);
  await browserItself.send('Page.reload', { ignoreCache: true });
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state).catch(() => undefined))
    .toBe('activated');
  await context.close();
});

test('nothing of one person is left for the next, and what waits is not dropped unasked', async ({
  app,
  browser,
}) => {
  const { alice, bob } = app.accounts;
  const note = `Secret ${Date.now()}`;
  await pay(app, alice, { recipientEmail: bob.email, amountMinor: 119 });
  const { page, context } = await signIn(browser, alice, withWorker);
  await page.goto('/payments');
  await isKept(page, '"amountMinor":119');
  await context.setOffline(true);
  await letWait(page, bob.email, '1.31', note);

  // Sealed, it cannot be read by who looks at the disk.
  const disk = await readStorage(page);
  expect(disk).toContain('payloom-offline.records');
  for (const words of [note, alice.email, '"amountMinor"', 'displayName']) expect(disk).not.toContain(words);

  await leaveInTheEnd(page, note);
  await context.setOffline(false);
  // The sign-out reaches the server by itself.
  await signInThere(page, bob);
  await expect.poll(async () => (await readKept(page, 'viewer')) ?? '').toContain(bob.email);
  await context.setOffline(true);
  await page.goto('/payments');
  await expect(page.getByRole('heading', { level: 1, name: 'Payments' })).toBeVisible();
  await expect(waitingList(page)).toHaveCount(0);
  await context.setOffline(false);
  expect(await countPayments(app, alice, note)).toBe(0);
  await context.close();
});

/** Signs out without a network, once it was thought over, and nothing is left. */
async function leaveInTheEnd(page: Page, note: string): Promise<void> {
  const leave = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Your account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await leave();
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(waitingList(page)).toContainText(note);
  await leave();
  await page.getByRole('button', { name: 'Sign out and withdraw' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => readKept(page, 'graph')).toBeUndefined();
  expect(await readKept(page, 'viewer')).toBeUndefined();
  await page.reload();
  await expect(page.getByText("Payloom can't be reached")).toBeVisible();
}

test('who comes for the first time is not offered a new version in the second tab', async ({ browser }) => {
  const context = await browser.newContext(withWorker);
  const first = await context.newPage();
  await first.goto('/sign-in');
  // The second tab finds a worker on its way that another one has asked for.
  await first.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()) !== undefined);
  const second = await context.newPage();
  await second.goto('/sign-in');
  for (const tab of [first, second]) {
    await tab.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    // Whatever is said of the worker is said by then.
    await tab.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 1_000 })));
    await expect(tab.getByRole('status', { name: 'New version' })).toBeEmpty();
  }
  await context.close();
});

test('a new version offers itself, and takes no form away', async ({ app, browser }) => {
  const { page, context } = await signIn(browser, app.accounts.alice, withWorker);
  await fillInPayment(page, 'bob@payloom.example', '12.00');
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const worker = join(site, 'service-worker.js');
  const before = readFileSync(worker, 'utf8');
  try {
    appendFileSync(worker, `\n// ${Date.now()}\n`);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const offer = page.getByRole('status', { name: 'New version' });
    await expect(offer).toContainText('A new version of Payloom is ready.');
    await expect(page.getByLabel('Amount')).toHaveValue('12.00');
    await offer.getByRole('button', { name: 'Reload' }).click();
    await expect(offer).toContainText('would be lost');
    await takePictures(page, 'new version');
    await expect(page.getByLabel('Amount')).toHaveValue('12.00');
    await offer.getByRole('button', { name: 'Reload anyway' }).click();
    await expect(page.getByLabel('Amount')).toHaveValue('');
    await expect(offer).not.toContainText('ready');
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null),
    ).toBeNull();
  } finally {
    writeFileSync(worker, before);
    await context.close();
  }
});

test('a remote that is released alone offers itself, and takes no form away', async ({ app, browser }) => {
  const { page, context } = await signIn(browser, app.accounts.alice, withWorker);
  await page.goto('/security');
  const main = page.getByRole('main');
  const words = 'Who can use your account, and from where.';
  await expect(main).toContainText(words);
  const before = await releasedVersion(page, 'auth');
  const edited = await editRelease(join(site, 'remotes/auth', before), words, 'What has just been released.');
  try {
    await fillInPayment(page, 'bob@payloom.example', '12.00');
    await remotes('deploy', 'auth', '--from', edited);
    // As when somebody comes back to the page.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const offer = page.getByRole('status', { name: 'New version' });
    await expect(offer).toContainText('A new version of Payloom is ready.');
    await offer.getByRole('button', { name: 'Reload' }).click();
    await expect(offer).toContainText('would be lost');
    await expect(page.getByLabel('Amount')).toHaveValue('12.00');
    await offer.getByRole('button', { name: 'Reload anyway' }).click();
    await expect(page.getByLabel('Amount')).toHaveValue('');
    await expect(offer).toBeEmpty();
    await page.getByRole('link', { name: 'Security' }).first().click();
    await expect(main).toContainText('What has just been released.');
  } finally {
    await remotes('rollback', 'auth', before);
    await rm(edited, { recursive: true });
    await context.close();
  }
});

test('what is not ours says in both languages that it is not there without a network', async ({
  app,
  browser,
}) => {
  const { page, context } = await signIn(browser, app.accounts.bob, withWorker);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await context.setOffline(true);
  await page.goto('/files/profile/avatars/none');
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sie sind offline' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the start' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await context.close();
});
