import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';
import { ask, pay, tokenFor } from '../support/graph.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, signIn, test, type App } from '../support/app.ts';
import { watchPolicy } from '../support/policy.ts';

type Language = 'en' | 'de';

/** What WCAG asks for (1.4.10): the smallest phones, and a desk of 1280 at four times the size. */
const narrowest = { width: 320, height: 640 };
const viewports = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
const pages = {
  nobody: ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/verify-email', '/nowhere'],
  alice: [
    '/',
    '/wallet',
    '/wallet/bank',
    '/wallet/statement',
    '/pay',
    '/payments',
    '/requests',
    '/notifications',
    '/profile',
    '/security',
    '/admin/users',
  ],
  admin: [
    '/',
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

/** German words are longer: once where there is little room, once in the other colours where there is much. */
const looks = {
  en: [
    { device: 'phone', colorScheme: 'light' },
    { device: 'phone', colorScheme: 'dark' },
    { device: 'desk', colorScheme: 'dark' },
    { device: 'desk', colorScheme: 'light' },
  ],
  de: [
    { device: 'phone', colorScheme: 'light' },
    { device: 'desk', colorScheme: 'dark' },
  ],
} as const;
const languageNames = { en: 'English', de: 'German' };

/** Words that every English page has, and no German one. */
const english = /\b(the|your|you|with|from|could|which|nothing|yet|loaded|search|status of|ago)\b/i;

let paymentId = '';
let notes: string[] = [];

const notesSchema = z.object({
  payments: z.object({
    edges: z.array(z.object({ node: z.object({ note: z.string().nullable() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** What people wrote beside payments, in whatever language they write. */
async function readNotes(app: App): Promise<string[]> {
  const query = `query Notes($after: String) {
    payments(first: 100, after: $after) { edges { node { note } } pageInfo { hasNextPage endCursor } }
  }`;
  const token = await tokenFor(app, app.accounts.admin);
  const read = async (after: string | null): Promise<string[]> => {
    const { data } = await ask(app, query, { token, variables: { after } });
    const { edges, pageInfo } = notesSchema.parse(data).payments;
    const older = pageInfo.hasNextPage ? await read(pageInfo.endCursor) : [];
    return [...edges.flatMap(({ node }) => node.note ?? []), ...older];
  };
  return read(null);
}

/** What is said by the page itself: not what people wrote, nor what machines are called. */
async function pageWords(page: Page): Promise<string> {
  const text = await page.locator('body').innerText();
  return text
    .split('\n')
    .filter((line) => !/[/@_]|\w\.\w/.test(line) && !notes.some((note) => line.includes(note)))
    .join('\n');
}

/** Loads a page and looks at it in each way: what was loaded once also has to follow the device and the colours. */
async function lookAt(page: Page, language: Language, path: string, screenshotOf: (look: string) => string) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  const seenOn = new Set<string>();
  for (const { device, colorScheme } of looks[language]) {
    await page.setViewportSize(viewports[device]);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const look = `${path} on a ${device} in the ${colorScheme}`;
    await checkLook(page, language, look);
    await expectAccessible(page, look, { coloursAlone: seenOn.has(device) });
    seenOn.add(device);
    await page.screenshot({ path: screenshotOf(`${device}-${colorScheme}-${language}`), fullPage: true });
  }
  await page.setViewportSize(narrowest);
  await checkLook(page, language, `${path} where it is narrowest`);
  await page.screenshot({ path: screenshotOf(`narrowest-${language}`), fullPage: true });
}

async function checkLook(page: Page, language: Language, look: string) {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  if (language === 'de') expect(await pageWords(page), `${look} has English words`).not.toMatch(english);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide, `${look} scrolls sideways`).toBeLessThanOrEqual(0);
}

test.beforeAll('there is a payment to look at', async ({ app }) => {
  paymentId = await pay(app, app.accounts.alice, {
    recipientEmail: app.accounts.bob.email,
    amountMinor: 321,
  });
  notes = await readNotes(app);
});

/** What somebody reads is kept in their profile. */
async function read(app: App, who: 'alice' | 'admin', locale: string): Promise<void> {
  const mutation = `mutation Read($locale: String!) {
    updateProfile(input: { locale: $locale }) { __typename }
  }`;
  const token = await tokenFor(app, app.accounts[who]);
  const { data } = await ask(app, mutation, { token, variables: { locale } });
  expect(data).toEqual({ updateProfile: { __typename: 'Profile' } });
}

type Options = NonNullable<Parameters<Browser['newContext']>[0]>;

async function pageOf(browser: Browser, app: App, who: string, options: Options): Promise<Page> {
  if (who === 'alice' || who === 'admin') return (await signIn(browser, app.accounts[who], options)).page;
  return (await browser.newContext(options)).newPage();
}

test.afterAll('everybody reads English again', async ({ app }) => {
  await read(app, 'alice', 'en-GB');
  await read(app, 'admin', 'en-GB');
});

for (const language of ['en', 'de'] as const) {
  for (const [who, paths] of Object.entries(pages)) {
    test(`${who}'s pages in ${languageNames[language]} are whole on phone and desk, in light and dark, and free of axe violations`, async ({
      browser,
      app,
    }, info) => {
      // Eleven pages, each looked at in up to four ways: what a page does is still held to its own time.
      test.slow();
      const locale = language === 'de' ? 'de-CH' : 'en-GB';
      // Who is signed in signs in by the English words of the page, whatever they read afterwards.
      const page = await pageOf(browser, app, who, who === 'nobody' ? { locale } : {});
      if (who === 'alice' || who === 'admin') await read(app, who, locale);
      const violations = await watchPolicy(page);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      for (const path of who === 'nobody' ? paths : [...paths, `/payments/${paymentId}`]) {
        const name = `${who}${path.replace(paymentId, 'payment').replaceAll('/', '-')}`;
        await lookAt(page, language, path, (look) => info.outputPath(`${name}-${look}.png`));
      }
      expect(errors).toEqual([]);
      expect(violations).toEqual([]);
    });
  }
}
