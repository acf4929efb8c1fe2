import type { Charge, ChargeAnswer, PayoutOrder, Provider } from '../src/provider/provider.ts';

export interface RecordingProvider extends Provider {
  readonly orders: readonly PayoutOrder[];
  readonly charges: readonly Charge[];
  /** What has really been taken from the card: a reference counts once. */
  takenMinor(): number;
  /** From now on it answers like this; `'silence'` is no answer at all. */
  answers(answer: ChargeAnswer | 'silence'): void;
  /** Runs each time it has taken the money, before its answer is back. */
  onCapture: () => Promise<void>;
}

/** A provider that keeps the port's promise (one reference, one charge) and says what it was asked. */
export function createRecordingProvider(): RecordingProvider {
  let next: ChargeAnswer | 'silence' = { outcome: 'captured' };
  const charges: Charge[] = [];
  const orders: PayoutOrder[] = [];
  const taken = new Map<string, number>();
  const provider: RecordingProvider = {
    charges,
    orders,
    takenMinor: () => [...taken.values()].reduce((total, amountMinor) => total + amountMinor, 0),
    answers: (answer) => void (next = answer),
    onCapture: async () => undefined,
    async charge(charge) {
      charges.push(charge);
      if (next === 'silence') throw new Error('connect ECONNREFUSED');
      if (next.outcome === 'captured') {
        taken.set(charge.reference, charge.amount.amountMinor);
        await provider.onCapture();
      }
      return next;
    },
    async payOut(order) {
      orders.push(order);
      if (next === 'silence') throw new Error('connect ECONNREFUSED');
    },
  };
  return provider;
}
