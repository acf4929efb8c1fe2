import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Money, Provider } from './provider.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** By the last two digits of the amount in minor units; see the README. */
const declines: Readonly<Record<number, string>> = {
  13: 'The card has insufficient funds.',
  21: 'The card has expired.',
  34: 'The card was reported stolen.',
};
const returns: Readonly<Record<number, string>> = {
  13: 'The bank does not know the account.',
  21: 'The account is closed.',
  34: 'The bank refused the payment.',
};
const endings = {
  slow: 55,
  byWebhook: 66,
  never: 67,
  twice: 68,
  disordered: 69,
  declinedByWebhook: 70,
} as const;
const byWebhook: ReadonlySet<number> = new Set(
  Object.values(endings).filter((ending) => ending !== endings.slow),
);

const slowAnswerMs = 3_000;
const webhookMs = 1_000;

type What = WebhookEvent extends infer Event
  ? Event extends WebhookEvent
    ? Omit<Event, 'id' | 'reference' | 'amount'>
    : never
  : never;

const settled: What = { type: 'payout.settled' };
const processing: What = { type: 'payout.processing' };

/** What is told of a charge by webhook, in this order. */
function toldOfCharge(ending: number): What[] {
  if (ending === endings.never) return [];
  if (ending === endings.declinedByWebhook) {
    return [{ type: 'charge.declined', reason: 'The bank of the card refused.' }];
  }
  const captured: What = { type: 'charge.captured' };
  return ending === endings.twice ? [captured, captured] : [captured];
}

/** What is told of a payout, in this order. */
function toldOfPayout(ending: number): What[] {
  const reason = returns[ending];
  if (reason !== undefined) return [processing, { type: 'payout.returned', reason }];
  if (ending === endings.never) return [];
  if (ending === endings.twice) return [processing, settled, settled];
  return ending === endings.disordered ? [settled, processing] : [processing, settled];
}

export interface SimulatorOptions {
  /** Sends a webhook, as the provider would from afar; what cannot be delivered is lost. */
  readonly deliver: (event: WebhookEvent) => Promise<void>;
  readonly slowAnswerAfterMs?: number;
  readonly webhookAfterMs?: number;
}

/**
 * Stands in for a payment provider. What it answers follows from the amount alone, so one reference has one answer across
 * restarts and replicas without anything being stored: asked again, it tells again.
 */
export function createSimulator(options: SimulatorOptions): Provider {
  const { deliver, slowAnswerAfterMs = slowAnswerMs, webhookAfterMs = webhookMs } = options;
  const tell = async (reference: string, amount: Money, told: readonly What[], afterMs: number) => {
    for (const what of told) {
      await sleep(afterMs, undefined, { ref: false });
      await deliver({ ...what, id: uuidv7(), reference, amount });
    }
  };
  return {
    async charge({ reference, amount }, signal) {
      const ending = amount.amountMinor % 100;
      if (ending === endings.slow) await sleep(slowAnswerAfterMs, undefined, { signal });
      const reason = declines[ending];
      if (reason !== undefined) return { outcome: 'declined', reason };
      if (!byWebhook.has(ending)) return { outcome: 'captured' };
      void tell(reference, amount, toldOfCharge(ending), webhookAfterMs).catch(() => undefined);
      return { outcome: 'pending' };
    },
    async payOut({ reference, amount }) {
      const ending = amount.amountMinor % 100;
      const afterMs = ending === endings.slow ? slowAnswerAfterMs : webhookAfterMs;
      void tell(reference, amount, toldOfPayout(ending), afterMs).catch(() => undefined);
    },
  };
}
