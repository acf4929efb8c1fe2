import { setTimeout as delay } from 'node:timers/promises';
import type { Evidence } from './evidence.ts';
import type { Report } from './report.ts';

type LeftOver = Evidence['leftOver'][number];

const stalledMsMax = 60_000;
const pollMs = 500;
const tellEveryMs = 10_000;

export interface QuietOptions {
  readonly readLeftOver: () => Promise<LeftOver[]>;
  /** Less than before means that something moves. */
  readonly amountOf: (left: readonly LeftOver[]) => number;
  /** How long nothing may be left before that counts. */
  readonly quietMsMin: number;
}

const tell = (left: readonly LeftOver[]): string =>
  left.map(({ place, count }) => `${count} in ${place}`).join(', ');

/**
 * Resolves when nothing has moved for so long that all counts are of a time when nothing moved: an event is in no place on
 * its way from one to the next, and counts are old.
 * Resolves with what is left when that has not become less for a minute.
 */
export async function untilQuiet(
  { readLeftOver, amountOf, quietMsMin }: QuietOptions,
  report: Report,
): Promise<LeftOver[]> {
  let least = Number.POSITIVE_INFINITY;
  let lessAtMs = Date.now();
  let toldAtMs = Date.now();
  for (let quietSinceMs: number | undefined; ;) {
    const left = await readLeftOver();
    const nowMs = Date.now();
    quietSinceMs = left.length === 0 ? (quietSinceMs ?? nowMs) : undefined;
    if (nowMs > (quietSinceMs ?? Infinity) + quietMsMin || nowMs > lessAtMs + stalledMsMax) return left;
    if (amountOf(left) < least) [least, lessAtMs] = [amountOf(left), nowMs];
    if (left.length > 0 && nowMs > toldAtMs + tellEveryMs) {
      toldAtMs = nowMs;
      report.say(`still ${tell(left)}`);
    }
    await delay(pollMs);
  }
}
