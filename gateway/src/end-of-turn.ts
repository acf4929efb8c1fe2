/**
 * Resolves when all that has come in this turn of the event loop has been taken. What many write then leaves one right after the
 * other: the first wakes whoever reads it, and the next ones find it awake. To wake somebody is the dearest part of a
 * write, which is the dearest thing that a gateway does.
 */
export function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
