import { expect, signUp, test, type App, type Person } from '../support/app.ts';
import { linkMailedTo, mailsTo } from '../support/mail.ts';
import { payAndWatch, topUp } from '../support/money.ts';

async function confirmEmail(app: App, { page, email }: Person): Promise<void> {
  await page.goto(await linkMailedTo(app, email, 'Confirm your email address'));
  await page.getByRole('button', { name: 'Confirm email address' }).click();
  await expect(page.getByText(`${email} is confirmed.`)).toBeVisible();
}

async function readGerman({ page }: Person): Promise<void> {
  await page.goto('/profile');
  await page.getByLabel('Language and region').selectOption('de-DE');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
}

/** Chooses on the page, which shows it at once, and sees after a reload that it was kept. */
async function mailOfPayments({ page }: Person, isWanted: boolean): Promise<void> {
  await page.goto('/profile#notifications');
  const box = page.getByRole('checkbox', { name: 'Jemand hat mir Geld gezahlt: Per E-Mail' });
  const kept = page.waitForResponse((answer) =>
    /ChooseNotifications/.test(answer.request().postData() ?? ''),
  );
  await box.setChecked(isWanted);
  await kept;
  await page.reload();
  await expect(box).toBeChecked({ checked: isWanted });
}

test('who is paid is told so by mail in their language, and not once they have turned that off', async ({
  browser,
  app,
}) => {
  const greta = await signUp(browser, 'Greta Leser');
  const hugo = await signUp(browser, 'Hugo Zahler');
  await confirmEmail(app, greta);
  await readGerman(greta);
  const received = async () =>
    (await mailsTo(app, greta.email)).filter(({ subject }) => subject?.startsWith('Sie haben'));
  const subjects = async () => (await received()).map(({ subject }) => subject);

  await topUp(hugo.page, '40.00');
  await payAndWatch(hugo.page, greta.email, '7.25', 'lunch');
  await expect.poll(subjects, { timeout: 15_000 }).toEqual(['Sie haben 7,25 EUR erhalten']);
  const [mail] = await received();
  expect(mail?.text).toContain('Hugo Zahler hat Ihnen 7,25 EUR gezahlt.');
  expect(mail?.html).toContain(`${app.origin}/profile#notifications`);

  await mailOfPayments(greta, false);
  await payAndWatch(hugo.page, greta.email, '8.50', 'tea');
  await expect(greta.page.getByRole('button', { name: 'Benachrichtigungen, 2 ungelesen' })).toBeVisible();
  // What comes behind it is mailed, so what was before it would have been.
  await mailOfPayments(greta, true);
  await payAndWatch(hugo.page, greta.email, '9.75', 'cake');
  await expect
    .poll(async () => (await subjects()).toSorted(), { timeout: 15_000 })
    .toEqual(['Sie haben 7,25 EUR erhalten', 'Sie haben 9,75 EUR erhalten']);

  const link = /http\S+\/payments\/\S+/.exec(mail?.text ?? '')?.[0];
  await greta.page.goto(link ?? '');
  await expect(greta.page.getByRole('main')).toContainText('7,25');
});
