/** Answers say when they are to the second, and may take as long as they are waited for. What is off by less shows nowhere. */
const NOTICED_MS = 10_000;

let aheadMs = 0;

/**
 * Learns how far this machine's clock is off from the `Date` of an answer to what was asked at `askedAtMs`, by this machine's
 * clock. Nothing is learned from an answer without one, nor where more than an answer takes has passed since: the browser may
 * have held the page still between the two, or somebody put the clock right.
 */
export function learnTime(date: string | null, askedAtMs: number): void {
  const serverMs = Date.parse(date ?? '');
  const nowMs = Date.now();
  if (Number.isNaN(serverMs) || Math.abs(nowMs - askedAtMs) > NOTICED_MS) return;
  const offMs = nowMs - serverMs;
  aheadMs = Math.abs(offMs) < NOTICED_MS ? 0 : offMs;
}

/**
 * What time it is, in milliseconds since 1970: what was just paid was paid just now, and today is today, on a machine whose clock
 * is wrong, too. Until an answer has come it is what the machine says.
 */
export const serverNow = (): number => Date.now() - aheadMs;
