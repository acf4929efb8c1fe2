import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserType, TestInfo } from '@playwright/test';
import { expect, test } from '../support/app.ts';

const blocked = 2;

/** A browser in whose settings sites may keep nothing: neither cookies nor anything else. */
async function openStrict(chromium: BrowserType, { use }: TestInfo['project']): Promise<BrowserContext> {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-nothing-kept-'));
  const settings = { profile: { default_content_setting_values: { cookies: blocked } } };
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(settings));
  const { launchOptions, baseURL = '', locale = '', timezoneId = '' } = use;
  const options = { ...launchOptions, baseURL, locale, timezoneId };
  const context = await chromium.launchPersistentContext(folder, options);
  context.once('close', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return context;
}

test('where a browser lets sites keep nothing, somebody is told so, signs in and pays; loaded again, nobody is signed in', async ({
  playwright,
  app,
}, { project }) => {
  const context = await openStrict(playwright.chromium, project);
  const page = await context.newPage();
  const errors: string[] = [];
  const note = `Nothing is kept of ${Date.now()}`;
  page.on('pageerror', ({ message }) => errors.push(message));

  await page.goto('/sign-in');
  await expect(page.getByText('Your browser keeps no cookies for Payloom')).toBeVisible();
  await page.getByLabel('Email').fill(app.accounts.alice.email);
  await page.getByLabel('Password', { exact: true }).fill(app.accounts.alice.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  // By links: whoever loads a page is nobody again.
  await page.getByRole('link', { name: 'Pay somebody' }).first().click();
  await page.getByLabel("Recipient's email").fill(app.accounts.bob.email);
  await page.getByLabel('Amount').fill('1.00');
  await page.getByLabel('Note').fill(note);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: `Pay ${app.accounts.bob.email} 1.00` }).click();
  await expect(page.getByRole('main')).toContainText('The recipient has the money.');
  await page.getByRole('link', { name: 'Payments', exact: true }).first().click();
  await expect(page.getByRole('row').filter({ hasText: note })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(errors).toEqual([]);
  await context.close();
});
