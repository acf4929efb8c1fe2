import type { Telemetry } from '@payloom/apollo-client/telemetry';

/**
 * Tells of the web vitals of this page (https://web.dev/articles/vitals): figures alone, and nothing of who looks at it.
 * Browsers remember what there was to measure until somebody asks.
 */
export async function observeVitals({ addVital }: Pick<Telemetry, 'addVital'>): Promise<void> {
  const { onCLS, onFCP, onINP, onLCP, onTTFB } = await import('web-vitals');
  for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB])
    observe(({ name, value }) => addVital({ name, value }));
}

const deeds = ['pointerdown', 'keydown', 'visibilitychange'] as const;

/**
 * As `observeVitals`, with the first deed or when the page is put away: by then it is known how it came up, and it is not kept
 * from that.
 */
export function observeVitalsLater(
  telemetry: Pick<Telemetry, 'addVital'>,
  observe: typeof observeVitals = observeVitals,
): () => void {
  const stop = (): void => {
    for (const deed of deeds) document.removeEventListener(deed, begin);
  };
  const begin = (): void => {
    stop();
    void observe(telemetry).catch(() => undefined);
  };
  for (const deed of deeds) document.addEventListener(deed, begin, { passive: true });
  return stop;
}
