import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Waits until nothing moves or fades; what was called off, for its element went, is over too. */
async function holdStill(page: Page): Promise<void> {
  await page.evaluate(() => {
    const finite = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    return Promise.allSettled(finite.map((animation) => animation.finished));
  });
}

/** Fails with every element that breaks a rule of axe. `look` says what was looked at. */
export async function expectAccessible(page: Page, look = page.url()): Promise<void> {
  // Colours in between are nobody's choice.
  await holdStill(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, `${look} is accessible`).toEqual([]);
}
