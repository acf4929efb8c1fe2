import { expect, signIn, signUp, test } from '../support/app.ts';

const withinMs = 2_000;

test('an administrator finds somebody by the palette and suspends them; their page and the log on another device follow', async ({
  browser,
  app,
}) => {
  const mallory = await signUp(browser, 'Mallory Quick');
  const desk = await signIn(browser, app.accounts.admin);
  const tablet = await signIn(browser, app.accounts.admin);
  await expect(tablet.page.getByRole('region', { name: 'Latest in the audit log' })).toBeVisible();
  await mallory.page.goto('/');
  await expect(mallory.page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await desk.page.keyboard.press('Control+k');
  await desk.page.getByRole('combobox').fill(mallory.email);
  await desk.page.getByRole('option', { name: 'Mallory Quick' }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: 'Mallory Quick' })).toBeVisible();
  await desk.page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Looks like a stolen account');
  await dialog.getByRole('button', { name: /^Suspend/ }).click();

  await expect(mallory.page).toHaveURL(/\/sign-in/, { timeout: withinMs });
  await expect(mallory.page.getByText('Your account is suspended.')).toBeVisible();
  await expect(desk.page.getByText('Suspended', { exact: true }).first()).toBeVisible();
  await expect(
    tablet.page.getByRole('region', { name: 'Latest in the audit log' }).getByText('auth.user.suspended'),
  ).toBeVisible();

  await desk.page.getByRole('button', { name: 'Reinstate' }).click();
  await dialog.getByLabel('Reason').fill('It was theirs after all');
  await dialog.getByRole('button', { name: /^Reinstate/ }).click();
  await expect(desk.page.getByText('Active', { exact: true }).first()).toBeVisible();
  await signIn(browser, mallory);
});
