import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { expect, type App } from './app.ts';
import { ask, tokenFor } from './graph.ts';
import type { Account } from './installation.ts';
import { readKept } from './kept.ts';
import { sizes } from './pictures.ts';

/** What a browser is opened with whose service worker may do its work. */
export const withWorker = { serviceWorkers: 'allow', viewport: sizes.desk } as const;

/** The payments that wait in this browser. */
export const waitingList = (page: Page): Locator =>
  page.getByRole('list', { name: 'Waiting for the network' });

/** The site is kept, and so is what one pays from. */
export async function isReadyToLeave(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await expect
    .poll(async () => (await readKept(page, 'graph')) ?? '')
    .toMatch(/"wallets":\[.*"preferredCurrency":/);
}

/** Lets a payment wait, going to its form as somebody does who has no network: by the links. */
export async function letWait(page: Page, recipient: string, amount: string, note: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'Pay somebody' }).first().click();
  await page.getByLabel("Recipient's email").fill(recipient);
  await page.getByLabel('Amount').fill(amount);
  await page.getByLabel('Note').fill(note);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: /when you are back online/ }).click();
  await expect(waitingList(page)).toContainText(note);
}

const pageSchema = z.object({
  payments: z.object({ edges: z.array(z.object({ node: z.object({ note: z.string().nullable() }) })) }),
});

/** How many payments with that note somebody has made or got. */
export async function countPayments(app: App, account: Account, note: string): Promise<number> {
  const token = await tokenFor(app, account);
  const { data } = await ask(app, '{ payments(first: 100) { edges { node { note } } } }', { token });
  return pageSchema.parse(data).payments.edges.filter(({ node }) => node.note === note).length;
}

/** Signs in on the page of signing in that is shown. */
export async function signInThere(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}
