import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../percentile.ts';
import { Countdown, makePaymentEvents, rateOf, type Stage } from './stage.ts';
import type { Path } from './whole-path.ts';

const warmUpEvents = 1_500;

export type OpenPath = (stage: Stage, countdown: Countdown) => Promise<Path>;

export interface Load {
  readonly count: number;
  readonly requestsCount: number;
}

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Changes until the last effect, in events per second. A service works on `requestsCount` requests at the same time, each a
 * change, and takes the next one when it could answer.
 */
export async function throughputOf(
  stage: Stage,
  open: OpenPath,
  { count, requestsCount }: Load,
): Promise<number> {
  await stage.clear();
  const events = makePaymentEvents(count);
  const countdown = new Countdown(count);
  const path = await open(stage, countdown);
  let next = 0;
  const writeAll = async () => {
    for (let event = events[next]; event; event = events[next]) {
      next += 1;
      await path.write(event, () => undefined);
    }
  };
  const rate = await rateOf(count, async () => {
    await Promise.all(Array.from({ length: requestsCount }, writeAll));
    await countdown.finished;
  });
  await path.stop();
  return rate;
}

/** From commit to effect while changes come at a steady rate, whether or not earlier ones have had their effect. */
export async function latencyOf(
  stage: Stage,
  open: OpenPath,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Latency> {
  await stage.clear();
  const events = makePaymentEvents(warmUpEvents + perSecond * seconds);
  const committedAtMs = new Map<string, number>();
  const countdown = new Countdown(events.length);
  const path = await open(stage, countdown);
  const startedAt = performance.now();
  const writes: Promise<void>[] = [];
  for (const [index, event] of events.entries()) {
    const aheadMs = startedAt + (index * 1_000) / perSecond - performance.now();
    if (aheadMs > 1) await delay(aheadMs);
    writes.push(path.write(event, (id) => committedAtMs.set(id, performance.timeOrigin + performance.now())));
  }
  await Promise.all([...writes, countdown.finished]);
  await path.stop();
  const measured = [...committedAtMs].slice(warmUpEvents);
  const waitsMs = measured.map(([id, atMs]) => (countdown.effectAtMs.get(id) ?? Infinity) - atMs);
  // An effect may be told of before the commit that caused it has been answered.
  const sorted = waitsMs.map((ms) => Math.max(0, ms)).sort((one, other) => one - other);
  return { p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) };
}
