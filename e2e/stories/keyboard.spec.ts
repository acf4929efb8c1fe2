import type { Locator, Page } from '@playwright/test';
import { expect, signIn as signInByForm, test } from '../support/app.ts';
import type { Account } from '../support/installation.ts';

const tabsMax = 60;

/** Goes to something by Tab alone, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < tabsMax; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} was not reached within ${tabsMax} tabs.`);
}

async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.goto('/sign-in');
  await typeInto(page, page.getByLabel('Email'), email);
  await typeInto(page, page.getByLabel('Password', { exact: true }), password);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Home')).toBeVisible();
}

/** Pays from any page; resolves with the path of the payment. */
async function pay(page: Page, email: string, note: string): Promise<string> {
  await page.keyboard.press('n');
  await expect(heading(page, 'Pay somebody')).toBeVisible();
  await typeInto(page, page.getByLabel("Recipient's email"), email);
  await typeInto(page, page.getByLabel('Amount'), '3.21');
  await typeInto(page, page.getByLabel('Note'), note);
  await tabTo(page, page.getByRole('button', { name: 'Review payment' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: /^Pay bob/ }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

async function openPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { expanded: true }).waitFor();
  await page.keyboard.type(text);
}

test('without a mouse: sign in, pay somebody, find the payment, open it, sign out', async ({ page, app }) => {
  await signIn(page, app.accounts.alice);
  // Letters that are keys elsewhere are letters in a field.
  const path = await pay(page, app.accounts.bob.email, 'n? g p by keyboard');

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(heading(page, 'Payments')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('keyboard');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${path}`);

  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(heading(page, 'Home')).toBeVisible();
  await openPalette(page, 'by keyboard');
  await page.getByRole('option', { name: /by keyboard/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${path}`);

  await openPalette(page, 'sign out');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sign-in/);
});

/** Whether something else lies over the middle of what has the focus. */
const focusIsObscured = () => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return false;
  const { x, y, width, height } = focused.getBoundingClientRect();
  const above = document.elementFromPoint(x + width / 2, y + height / 2);
  return !above || !(focused.contains(above) || above.contains(focused));
};

test('what is tabbed to on a phone never rests beneath the bars that stay', async ({ browser, app }) => {
  const { page } = await signInByForm(browser, app.accounts.alice, { viewport: { width: 390, height: 844 } });
  await page.goto('/profile');
  await expect(heading(page, 'Profile')).toBeVisible();
  await page.getByRole('main').focus();
  const obscured: string[] = [];
  for (let tabs = 0; tabs < tabsMax; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(focusIsObscured))
      obscured.push(await page.evaluate(() => document.activeElement?.outerHTML ?? ''));
  }
  expect(obscured).toEqual([]);
});
