import AxeBuilder from '@axe-core/playwright';
import { pay } from '../support/graph.ts';
import { expect, signIn, test, type Person } from '../support/app.ts';

const viewports = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
const pages = {
  nobody: ['/sign-in', '/sign-up', '/nowhere'],
  alice: ['/wallet', '/pay', '/payments', '/profile', '/security', '/admin/users'],
  admin: [
    '/admin/users',
    '/admin/audit',
    '/admin/events',
    '/admin/figures',
    '/admin/health',
    '/admin/settings',
    '/payments',
    '/profile',
    '/security',
  ],
} as const;

async function lookAt({ page }: Pick<Person, 'page'>, path: string, screenshot: string) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await page.screenshot({ path: screenshot, fullPage: true });
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([]);
}

let paymentId = '';

test.beforeAll('there is a payment to look at', async ({ app }) => {
  paymentId = await pay(app, app.accounts.alice, {
    recipientEmail: app.accounts.bob.email,
    amountMinor: 321,
  });
});

for (const [device, viewport] of Object.entries(viewports)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [who, paths] of Object.entries(pages)) {
      test(`${who}'s pages on a ${device} in the ${colorScheme} are whole and free of axe violations`, async ({
        browser,
        app,
      }, info) => {
        const options = { viewport, colorScheme, reducedMotion: 'reduce' } as const;
        const person =
          who === 'alice' || who === 'admin'
            ? await signIn(browser, app.accounts[who], options)
            : { page: await (await browser.newContext(options)).newPage() };
        const errors: string[] = [];
        person.page.on('pageerror', (error) => errors.push(error.message));
        for (const path of paths) {
          const name = `${who}-${path.slice(1).replace('/', '-')}-${device}-${colorScheme}.png`;
          await lookAt(person, path, info.outputPath(name));
        }
        if (who !== 'nobody') await lookAt(person, `/payments/${paymentId}`, info.outputPath('payment.png'));
        expect(errors).toEqual([]);
      });
    }
  }
}
