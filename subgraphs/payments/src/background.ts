import { startProviderSweep } from './operations/resume-top-ups.ts';
import type { Settlement } from './operations/settle-top-up.ts';
import { startJobQueue } from './schedule/job-queue.ts';

/** All that the subgraph does of its own accord: asks again for unanswered top-ups and payouts, and makes the payments that are due. */
export async function startBackground(
  settlement: Settlement & { databaseUrl: string },
): Promise<{ stop(): Promise<void> }> {
  const jobs = await startJobQueue(settlement);
  const sweep = startProviderSweep(settlement);
  return {
    stop: async () => {
      await Promise.all([jobs.stop(), sweep.stop()]);
    },
  };
}
