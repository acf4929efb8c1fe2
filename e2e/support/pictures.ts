import { test, type Page } from '@playwright/test';

/** A desk's and a phone's. */
export const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const looks = Object.entries(sizes).flatMap(([name, size]) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ name: `${name} ${colorScheme}`, size, colorScheme })),
);

/** Pictures of a page as it is now: a desk and a phone, light and dark. */
export async function takePictures(page: Page, what: string): Promise<void> {
  for (const { name, size, colorScheme } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    const path = test.info().outputPath(`${what}, ${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
  }
  await page.setViewportSize(sizes.desk);
  await page.emulateMedia({ colorScheme: 'light' });
}
