import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, signIn, test } from '../support/app.ts';
import { editRelease } from '../support/edited-release.ts';
import { released, releasedVersion, remotes, site } from '../support/remotes.ts';

/** A page of each remote that an administrator may see. */
const pages = {
  admin: '/admin/users',
  auth: '/security',
  payments: '/payments',
  profile: '/profile',
} as const;
// What a service worker kept would come past the routes of these stories.
const asked = { serviceWorkers: 'block' } as const;

const title = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });

test('the host and every other remote work with each remote down in turn, and a gap says which one is', async ({
  app,
  browser,
}) => {
  const { page, context } = await signIn(browser, app.accounts.admin, asked);
  const all = await released(page);
  expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(pages));
  for (const [index, { name, label }] of all.entries()) {
    // A server that answers without it, and none that answers.
    const url = `**/remotes/${name}/**`;
    await context.route(url, (route) =>
      index % 2 ? route.abort() : route.fulfill({ status: 404, body: '' }),
    );
    for (const [remote, path] of Object.entries(pages)) {
      await page.goto(path);
      if (remote === name) {
        await expect(page.getByRole('alert')).toContainText(`${label.en} is not available right now`);
        await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link').first()).toBeVisible();
      } else {
        await expect(title(page)).toBeVisible();
      }
    }
    await context.unroute(url);
  }
  await context.close();
});

/** Changes what comes of a remote on its way, at each path that `which` takes. */
async function tamper(context: BrowserContext, which: RegExp): Promise<void> {
  await context.route(which, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const isJson = route.request().url().endsWith('.json');
    const added = isJson ? '\n' : ';globalThis.tampered=true;/*}*/body{--tampered:1}';
    await route.fulfill({ response, body: text + added });
  });
}

const ran = (page: Page) =>
  page.evaluate(
    () => 'tampered' in globalThis || getComputedStyle(document.body).getPropertyValue('--tampered') !== '',
  );

test('what is not as it was released is not run, and the page says so', async ({ app, browser }) => {
  const { page, context } = await signIn(browser, app.accounts.alice, asked);
  const notReleased = page.getByRole('alert').filter({ hasText: 'Profile is not as it was released' });
  for (const which of [
    /remotes\/profile\/.*\/remote-entry\.\w+\.js$/,
    /remotes\/profile\/.*\/entry\.\w+\.css$/,
    // The code of its pages, of which only the entry knows the hashes.
    /remotes\/profile\/.*\/assets\/\d+\.\w+\.js$/,
  ]) {
    await tamper(context, which);
    await page.goto('/profile');
    await expect(notReleased).toBeVisible();
    expect(await ran(page)).toBe(false);
    await page.getByRole('link', { name: 'Wallet' }).first().click();
    await expect(title(page)).toBeVisible();
    await context.unroute(which);
  }
  await tamper(context, /remotes\/profile\/.*\/remote-entry\.\w+\.js$/);
  await page.goto('/profile');
  await expect(notReleased).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('not as it was released.png') });
  await context.unrouteAll();
  await page.reload();
  await expect(title(page)).toBeVisible();
  await expect(notReleased).toHaveCount(0);
  await context.close();
});

test('a remote is deployed and rolled back under an open tab, which keeps the parts it began with', async ({
  app,
  browser,
}) => {
  const { page, context } = await signIn(browser, app.accounts.alice, asked);
  const versionOf = () => releasedVersion(page, 'auth');
  const before = await versionOf();
  const words = 'Who can use your account, and from where.';
  const edited = await editRelease(join(site, 'remotes/auth', before), words, 'What has just been released.');
  const main = page.getByRole('main');
  try {
    await page.goto('/wallet');
    await expect(title(page)).toBeVisible();
    await remotes('deploy', 'auth', '--from', edited);
    expect(await versionOf()).not.toBe(before);
    await page.getByRole('link', { name: 'Security' }).first().click();
    await expect(main).toContainText(words);
    await page.reload();
    await expect(main).toContainText('What has just been released.');
    await remotes('rollback', 'auth');
    await page.reload();
    await expect(main).toContainText(words);
    expect(await versionOf()).toBe(before);
  } finally {
    await remotes('rollback', 'auth', before);
    await rm(edited, { recursive: true });
    await context.close();
  }
});
