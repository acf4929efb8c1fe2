/** The browser may be busy for so long, but no longer. */
const IDLE_MS_MAX = 2_000;

/** Settles once the browser has had `ms` for what is on the page, and has nothing else to do. */
export function still(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      // Not every browser tells when it is idle.
      if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_MS_MAX });
      else resolve();
    }, ms);
  });
}
