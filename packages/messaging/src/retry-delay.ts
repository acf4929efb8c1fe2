export interface RetryDelays {
  readonly retryDelayBaseMs: number;
  readonly retryDelayMaxMs: number;
}

/**
 * How long to wait after the failed try number `attempt`: doubling, bounded, and between half and all of that, so that
 * messages which failed together do not come back together.
 */
export function retryDelayMs(
  attempt: number,
  delays: RetryDelays,
  random: () => number = Math.random,
): number {
  const ceilingMs = Math.min(delays.retryDelayMaxMs, delays.retryDelayBaseMs * 2 ** (attempt - 1));
  return Math.round(ceilingMs * (0.5 + random() / 2));
}
