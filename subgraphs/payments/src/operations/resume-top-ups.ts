import { setTimeout as sleep } from 'node:timers/promises';
import { TopUp } from '../entities/top-up.entity.ts';
import { bySystem } from '../events/publishes.ts';
import { resumePayouts } from './order-payout.ts';
import { settleTopUp, type Settlement } from './settle-top-up.ts';

const pageSizeMax = 100;
const sweepEveryMs = 15_000;

/** Settles every top-up that waits for the provider's answer, oldest first. Resolves with how many have ended. */
export async function resumeTopUps(settlement: Settlement): Promise<number> {
  const { signal } = settlement;
  let ended = 0;
  let behind = '00000000-0000-0000-0000-000000000000';
  while (!signal?.aborted) {
    const em = settlement.em.fork();
    const page = await em.find(
      TopUp,
      { status: 'PENDING', id: { $gt: behind } },
      { orderBy: { id: 'asc' }, limit: pageSizeMax },
    );
    for (const topUp of page) {
      if (signal?.aborted) return ended;
      const settled = await settleTopUp({ ...settlement, em }, topUp, bySystem);
      if (settled.status !== 'PENDING') ended += 1;
    }
    const last = page.at(-1);
    if (last === undefined) break;
    behind = last.id;
  }
  return ended;
}

async function resumeAll(settlement: Settlement): Promise<void> {
  await resumeTopUps(settlement);
  await resumePayouts(settlement);
}

/**
 * Resumes unanswered top-ups and payouts at once, for a crash may have left some, and then from time to time. A round that fails
 * is made up for by the next one. Meeting a request or another replica is harmless: the answer is booked once.
 */
export function startProviderSweep(settlement: Settlement): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    while (!signal.aborted) {
      await resumeAll({ ...settlement, signal }).catch((err: unknown) =>
        settlement.log.warn({ err }, 'the sweep of top-ups and payouts failed and will run again'),
      );
      await sleep(sweepEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const done = run();
  const stop = async () => {
    stopping.abort();
    await done;
  };
  return { stop };
}
