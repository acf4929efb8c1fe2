import type { Telemetry } from '@payloom/apollo-client/telemetry';

/**
 * Tells of the web vitals of this page (https://web.dev/articles/vitals): figures alone, and nothing of who looks at it. What
 * measures them is loaded once the page has.
 */
export async function observeVitals({ addVital }: Pick<Telemetry, 'addVital'>): Promise<void> {
  const { onCLS, onFCP, onINP, onLCP, onTTFB } = await import('web-vitals');
  for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB])
    observe(({ name, value }) => addVital({ name, value }));
}

/** As `observeVitals`, when the page has loaded; without them nothing is missing from it. */
export function observeVitalsLater(telemetry: Pick<Telemetry, 'addVital'>): void {
  const begin = (): void => void observeVitals(telemetry).catch(() => undefined);
  if (document.readyState === 'complete') begin();
  else globalThis.addEventListener('load', begin, { once: true });
}
