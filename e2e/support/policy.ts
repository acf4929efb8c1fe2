import type { Page } from '@playwright/test';

/** Notes from now on what pages do that their policy forbids, even where the page makes nothing of it. */
export async function watchPolicy(page: Page): Promise<readonly string[]> {
  const violations: string[] = [];
  await page.exposeFunction('noteViolation', (violation: string) => void violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const note: unknown = Reflect.get(window, 'noteViolation');
      if (typeof note === 'function') note(`${violatedDirective} forbids ${blockedURI} in ${sourceFile}`);
    });
  });
  return violations;
}
