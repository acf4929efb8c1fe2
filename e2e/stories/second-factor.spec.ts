import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, signUp, test } from '../support/app.ts';

const halfMinuteMs = 30_000;

/** Turns the codes of an app on, on the page of who is signed in. */
async function turnOnCodes(page: Page) {
  await page.goto('/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('img', { name: 'QR code for your app' })).toBeVisible();
  const key = (await page.locator('form code').innerText()).replace(/\s/g, '');
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  await page.getByLabel('Code of the app').fill(app.generate());
  await page.getByRole('button', { name: 'Turn on' }).click();
  const codes = page.getByRole('region', { name: 'Keep these recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recoveryCode = await codes.first().innerText();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('On. 10 recovery codes are left.')).toBeVisible();
  return { app, recoveryCode };
}

test('somebody signs in with a code of their app, and with a recovery code without it', async ({
  browser,
}) => {
  const { page, email, password } = await signUp(browser, 'Tara');
  const { app, recoveryCode } = await turnOnCodes(page);

  const device = await (await browser.newContext()).newPage();
  const typePassword = async () => {
    await device.goto('/sign-in');
    await device.getByLabel('Email').fill(email);
    await device.getByLabel('Password', { exact: true }).fill(password);
    await device.getByRole('button', { name: 'Sign in' }).click();
  };
  const typeCode = async (code: string) => {
    await device.getByLabel('Code of your app').fill(code);
    await device.getByRole('button', { name: 'Go on' }).click();
  };
  await typePassword();
  await typeCode('000000');
  await expect(device.getByText('That code is wrong')).toBeVisible();
  // The code that showed the app at the setup is used up, and the next one is taken a little early.
  await typeCode(app.generate({ timestamp: Date.now() + halfMinuteMs }));
  await expect(device.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await device.context().clearCookies();
  await typePassword();
  await typeCode(recoveryCode);
  await expect(device.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('On. 9 recovery codes are left.')).toBeVisible();
});

test('the explorer asks for the code as well', async ({ browser }) => {
  const { page: own, email, password } = await signUp(browser, 'Tilda');
  const { recoveryCode } = await turnOnCodes(own);
  const page = await (await browser.newContext()).newPage();
  await page.goto('/graphql');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const code = page.getByLabel('Code of your app, or a recovery code');
  await expect(code).toBeFocused();
  await code.fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('That code is wrong')).toBeVisible();
  await code.fill(recoveryCode);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
});
