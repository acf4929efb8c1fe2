import { setTimeout as sleep } from 'node:timers/promises';
import type { Provider } from './provider.ts';

/** By the last two digits of the amount in minor units; see the README. */
const declines: Readonly<Record<number, string>> = {
  13: 'The card has insufficient funds.',
  21: 'The card has expired.',
  34: 'The card was reported stolen.',
};
const slowEnding = 55;
const slowAnswerMs = 3_000;

/**
 * Stands in for a payment provider. Its answer follows from the amount alone, so one reference has one answer across
 * restarts and replicas without anything being stored.
 */
export function createSimulator({ slowAnswerAfterMs = slowAnswerMs } = {}): Provider {
  return {
    async charge({ amount }, signal) {
      const ending = amount.amountMinor % 100;
      if (ending === slowEnding) await sleep(slowAnswerAfterMs, undefined, { signal });
      const reason = declines[ending];
      return reason === undefined ? { outcome: 'captured' } : { outcome: 'declined', reason };
    },
  };
}
