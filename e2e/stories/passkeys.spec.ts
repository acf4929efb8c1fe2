import type { Page } from '@playwright/test';
import { expect, signUp, test } from '../support/app.ts';
import { ageProofs } from '../support/proofs.ts';
import { addAuthenticator, offerOnlyByButton } from '../support/virtual-authenticator.ts';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0';

const passkeys = (page: Page) => page.getByRole('list', { name: 'Your passkeys' }).getByRole('listitem');
const isHome = (page: Page) => expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
const stepUp = (page: Page) => page.getByRole('dialog', { name: 'Is it still you?' });

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** Adds the first passkey, on the page of security, when the last proof is long ago. */
async function addPasskey(page: Page, password: string): Promise<void> {
  await expect(page.getByText('No passkey yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await stepUp(page).getByLabel('Password', { exact: true }).fill(password);
  await stepUp(page).getByRole('button', { name: 'Confirm' }).click();
  await expect(passkeys(page)).toHaveCount(1);
  await expect(passkeys(page)).toContainText('not used yet');
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Rename/ }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(passkeys(page)).toContainText(name);
}

test('somebody adds a passkey, signs in by it, shows by it that it is them, and removes it', async ({
  browser,
  app,
}) => {
  const { page, email, password } = await signUp(browser, 'Pia');
  const device = await addAuthenticator(page);
  await offerOnlyByButton(page);
  // After a pause it is asked for who this is.
  await ageProofs(app, email);
  await page.goto('/security');
  await addPasskey(page, password);
  expect(await device.count()).toBe(1);
  await rename(page, 'Desk');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('This device has a passkey for you already.')).toBeVisible();

  await device.unlock(false);
  await signOut(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('No passkey was chosen');
  await device.unlock(true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await isHome(page);

  await page.goto('/security');
  await expect(passkeys(page)).toContainText('last used');
  await ageProofs(app, email);
  await page.reload();
  await page.getByRole('button', { name: 'Remove Desk' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await stepUp(page).getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('No passkey yet.')).toBeVisible();

  // The device still offers it, and it opens nothing.
  await signOut(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('That passkey was not accepted');
});

test('somebody whose browser offers passkeys where the email is typed signs in by one without a button', async ({
  browser,
}) => {
  const { page } = await signUp(browser, 'Finn');
  const device = await addAuthenticator(page);
  await page.goto('/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(passkeys(page)).toHaveCount(1);
  await device.unlock(false);
  await signOut(page);
  await expect(page.getByLabel('Email')).toHaveAttribute('autocomplete', /webauthn/);

  await device.unlock(true);
  // Chromium's device chooses for its owner what is offered.
  await page.goto('/sign-in');
  await isHome(page);
});

test('somebody is told of a sign-in from a new device, and of none from one that is known', async ({
  browser,
}) => {
  const { page, email, password } = await signUp(browser, 'Nadia');
  const device = await (await browser.newContext({ userAgent: firefox })).newPage();
  const signIn = async () => {
    await device.goto('/sign-in');
    await device.getByLabel('Email').fill(email);
    await device.getByLabel('Password', { exact: true }).fill(password);
    await device.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isHome(device);
  };
  await signIn();
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  const told = page.getByRole('link', { name: /Somebody signed in from a new device: Firefox on Windows/ });
  await expect(told).toHaveCount(1);
  await signOut(device);
  await signIn();
  await told.click();
  await expect(page).toHaveURL(/\/security/);
  const devices = page.getByRole('list', { name: 'Your devices' }).getByRole('listitem');
  await expect(devices).toHaveCount(2);
  await page.reload();
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(told).toHaveCount(1);
});
