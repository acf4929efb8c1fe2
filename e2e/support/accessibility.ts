import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

/**
 * Waits until nothing moves or fades, over two pictures: new colours are taken on with the next one, and what inherits a colour
 * begins to fade when what it inherits from has faded. What was called off, for its element went, is over too.
 */
async function holdStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextPicture = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const moving = () =>
      document
        .getAnimations()
        .filter(
          ({ playState, effect }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        );
    for (let still = 0; still < 2;) {
      await nextPicture();
      const animations = moving();
      await Promise.allSettled(animations.map((animation) => animation.finished));
      still = animations.length === 0 ? still + 1 : 0;
    }
  });
}

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** The rules about colours; all others say the same of a page in any of them. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * Fails with every element that breaks a rule of axe, or one about colours alone. `look` says what was looked at. The pages have no frames
 * to look into.
 */
export async function expectAccessible(
  page: Page,
  look = page.url(),
  { coloursAlone = false } = {},
): Promise<void> {
  // Colours in between are nobody's choice.
  await holdStill(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (rules) => {
      const results = await window.axe?.run({
        resultTypes: ['violations'],
        ...(rules && { runOnly: { type: 'rule', values: rules } }),
      });
      return results?.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
      );
    },
    coloursAlone ? colourRules : undefined,
  );
  expect(violations, `${look} is accessible`).toEqual([]);
}
