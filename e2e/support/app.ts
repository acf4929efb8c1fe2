import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { readInstallation, type Account, type App } from './installation.ts';

export interface Person extends Account {
  context: BrowserContext;
  page: Page;
}

function readApp(): App {
  const { PAYLOOM_E2E_PORT: port, PAYLOOM_E2E_DATA: folder } = process.env;
  if (port === undefined || folder === undefined)
    throw new Error('The stories are run by playwright.config.ts');
  return readInstallation(port, folder);
}

/**
 * Stories run against the app that `start` starts, with its demo accounts. Whoever a story has brought leaves with it: their pages
 * would go on living in the browser that all stories share, and take from the time of those that follow.
 */
export const test = base.extend<{ leaving: undefined }, { app: App }>({
  app: [({}, use) => use(readApp()), { scope: 'worker' }],
  leaving: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
export type { App } from './installation.ts';

/** A browser of their own in which somebody has signed in through the page. */
export async function signIn(
  browser: Browser,
  account: Account,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Person> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return { ...account, context, page };
}

let newcomers = 0;

/** Somebody who has just made an account through the page, and looks at their wallet. */
export async function signUp(
  browser: Browser,
  displayName: string,
  accountType: 'For myself' | 'For a business' = 'For myself',
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Person> {
  newcomers += 1;
  const email = `${displayName.toLowerCase().replace(/\W/g, '')}.${Date.now()}.${newcomers}@example.com`;
  const password = 'correct horse battery';
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/sign-up');
  await page.getByText(accountType).click();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel(/display name|your name|^name/i).fill(displayName);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.goto('/wallet');
  return { email, password, context, page };
}
