import type { Page } from '@playwright/test';
import { z } from 'zod';
import { ask, tokenFor } from '../support/graph.ts';
import { expect, signIn, signUp, test } from '../support/app.ts';

const withinMs = 2_000;

const devices = (page: Page) => page.getByRole('list', { name: 'Your devices' }).getByRole('listitem');
const isOut = (page: Page) => expect(page).toHaveURL(/\/sign-in/, { timeout: withinMs });

test('a device that is signed out from another one closes within two seconds and says why', async ({
  browser,
}) => {
  const desk = await signUp(browser, 'Dora');
  const phone = await signIn(browser, desk);
  const secondTab = await phone.context.newPage();
  await secondTab.goto('/payments');
  await desk.page.goto('/security');
  await expect(devices(desk.page)).toHaveCount(2);
  await expect(devices(desk.page).first()).toContainText('This device');

  await desk.page.getByRole('button', { name: 'Sign out of' }).click();
  await Promise.all([isOut(phone.page), isOut(secondTab)]);
  await expect(phone.page.getByText('You were signed out here from another device.')).toBeVisible();
  await expect(devices(desk.page)).toHaveCount(1);

  // It appears by itself when it comes back, and everywhere is everywhere.
  await phone.page.getByLabel('Email').fill(desk.email);
  await phone.page.getByLabel('Password', { exact: true }).fill(desk.password);
  await phone.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(devices(desk.page)).toHaveCount(2);
  await desk.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await Promise.all([isOut(phone.page), isOut(desk.page)]);
});

test('a suspension closes the page within two seconds, and a new role changes it', async ({
  browser,
  app,
}) => {
  const erin = await signUp(browser, 'Erin');
  const own = await ask(app, '{ viewer { id } }', { token: await tokenFor(app, erin) });
  const userId = z.object({ viewer: z.object({ id: z.uuid() }) }).parse(own.data).viewer.id;
  const token = await tokenFor(app, app.accounts.admin);
  const manage = async (mutation: string, type: string, input: object) => {
    const query = `mutation ($input: ${type}!) { result: ${mutation}(input: $input) { __typename } }`;
    const { data } = await ask(app, query, { variables: { input }, token });
    expect(data).toEqual({ result: { __typename: 'UserChanged' } });
  };

  await expect(erin.page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  await manage('changeRole', 'ChangeRoleInput', { userId, role: 'ADMIN', reason: 'Helps out' });
  await expect(erin.page.getByRole('link', { name: 'Audit log' })).toBeVisible();
  await manage('suspendUser', 'ManageUserInput', { userId, reason: 'Has left' });
  await isOut(erin.page);
  await expect(erin.page.getByText('Your account is suspended.')).toBeVisible();
});

test('two tabs that refresh at the same moment both stay', async ({ browser }) => {
  const { page, context } = await signUp(browser, 'Tabitha');
  const other = await context.newPage();
  await other.goto('/payments');
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([page.reload(), other.reload()]);
    await expect(page.getByRole('heading', { level: 1, name: 'Wallet' })).toBeVisible();
    await expect(other.getByRole('heading', { level: 1, name: 'Payments' })).toBeVisible();
  }
});

test('a sign-out reaches the other tab at once', async ({ browser }) => {
  const { page, context } = await signUp(browser, 'Otto');
  const other = await context.newPage();
  await other.goto('/payments');
  await expect(other.getByRole('heading', { level: 1, name: 'Payments' })).toBeVisible();
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await Promise.all([isOut(page), isOut(other)]);
  // The server has ended it too: coming back shows nothing of it.
  await other.goto('/payments');
  await isOut(other);
});

test('a page that is loaded again asks once who is signed in, though the first script asks before the session is there', async ({
  browser,
}) => {
  const { page } = await signUp(browser, 'Renata Reload');
  const isLive = expect(page.getByRole('status').getByText('Live'));
  // What the first page asked is over.
  await isLive.toBeVisible();
  let asked = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('RefreshSession')) asked += 1;
  });
  for (let times = 1; times <= 2; times += 1) {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Wallet' })).toBeVisible();
    await isLive.toBeVisible();
    expect(asked).toBe(times);
  }
});
