import { expect, signIn, signUp, test } from '../support/app.ts';
import { linkMailedTo } from '../support/mail.ts';

test('a newcomer confirms their email by the link in the mail, once, and is reminded until then', async ({
  browser,
  app,
}) => {
  const { page, context, email } = await signUp(browser, 'Nora');
  const reminder = page.getByText(`the link that we mailed to ${email}`);
  await expect(reminder).toBeVisible();
  const link = await linkMailedTo(app, email, 'Confirm your email address');

  const mail = await context.newPage();
  await mail.goto(link);
  await mail.getByRole('button', { name: 'Confirm email address' }).click();
  await expect(mail.getByText(`${email} is confirmed.`)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Wallet' })).toBeVisible();
  await expect(reminder).toHaveCount(0);

  // In somebody else's browser the same link leads nowhere any more.
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await stranger.getByRole('button', { name: 'Confirm email address' }).click();
  await expect(stranger.getByText('This link has expired, or was used already.')).toBeVisible();
});

test('a forgotten password is replaced by way of a mail, and the device that was left open closes', async ({
  browser,
  app,
}) => {
  const old = await signUp(browser, 'Felix');
  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  // Both pages have a field of that name.
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await page.getByLabel('Email').fill(old.email);
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByText(`If ${old.email} has an account`)).toBeVisible();

  await page.goto(await linkMailedTo(app, old.email, 'Choose another password'));
  await page.getByLabel('New password', { exact: true }).fill('battery staple correct');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText(`The password of ${old.email} is changed.`)).toBeVisible();
  await expect(old.page).toHaveURL(/\/sign-in/, { timeout: 2_000 });

  const { page: signedIn } = await signIn(browser, { ...old, password: 'battery staple correct' });
  await expect(signedIn.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  // The link came by mail, so there is nothing left to confirm.
  await expect(signedIn.getByText('the link that we mailed to')).toHaveCount(0);
});
