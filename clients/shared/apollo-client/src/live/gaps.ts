/**
 * Nothing says that a subscription has begun, but by then it has. What is fetched before could be older than the first update,
 * and what happened in between would be shown by neither.
 */
export const BEGUN_AFTER_MS = 500;

/** Fetches anew what is shown, where subscriptions cannot go on behind it. */
export interface Gaps {
  /** At once: subscriptions begin behind the answers. Those who ask meanwhile wait for the same. */
  fill(): Promise<void>;
  /** Subscriptions have just begun behind nothing: what is shown is fetched after that. */
  fillBehind(): Promise<void>;
  /** The same, for whoever does not wait for it: once for all that begin one soon after the other. */
  fillSoon(): void;
}

/** Fetches by this; what cannot be fetched says so where it is shown. */
export function createGaps(onResync: () => Promise<void>): Gaps {
  let filling: Promise<void> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  const fill = (): Promise<void> => {
    filling ??= onResync()
      .catch(() => undefined)
      .finally(() => (filling = undefined));
    return filling;
  };
  const fillAnew = async (): Promise<void> => {
    await filling;
    await fill();
  };
  return {
    fill,
    fillBehind: async () => {
      await new Promise((resolve) => setTimeout(resolve, BEGUN_AFTER_MS));
      await fillAnew();
    },
    fillSoon: () => {
      clearTimeout(soon);
      soon = setTimeout(() => void fillAnew(), BEGUN_AFTER_MS);
    },
  };
}
