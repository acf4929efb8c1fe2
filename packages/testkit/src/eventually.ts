import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyBounds {
  withinMs?: number;
  everyMs?: number;
}

/**
 * Tries an assertion again until it holds, and resolves with what it returned. When the time is over, the last failure
 * is thrown.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { withinMs = 10_000, everyMs = 20 }: EventuallyBounds = {},
): Promise<T> {
  const deadlineMs = Date.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await delay(everyMs);
    }
  }
}
