import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.ts';
import { payoutsUnderWay } from '../entities/payout-state.ts';
import { Payout } from '../entities/payout.entity.ts';
import type { Provider } from '../provider/provider.ts';

/** A person waits until the provider has taken the order. */
const orderTimeMaxMs = 10_000;
const pageSizeMax = 100;
/** What the provider took has so long to be answered before it is asked for again. */
const answerTimeMaxMs = 10_000;

export interface Ordering {
  readonly provider: Provider;
  readonly log: Pick<Context['log'], 'warn'>;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the provider for a payout that is under way. Asking again is safe: it knows the payout by its id. */
export async function orderPayout({ provider, log, signal }: Ordering, payout: Payout): Promise<void> {
  if (!payoutsUnderWay.includes(payout.status)) return;
  const { id: reference, amountMinor, currency, iban } = payout;
  const timeout = AbortSignal.timeout(orderTimeMaxMs);
  try {
    const order = { reference, amount: { amountMinor, currency }, iban };
    await provider.payOut(order, signal ? AbortSignal.any([signal, timeout]) : timeout);
  } catch (err) {
    log.warn({ err, payoutId: reference }, 'the provider did not take the payout; it is asked for again');
  }
}

/** Asks again for every payout whose answer is overdue, oldest first. Resolves with how many there were. */
export async function resumePayouts(
  { em, ...ordering }: Ordering & { readonly em: EntityManager },
  now = new Date(),
): Promise<number> {
  let askedCount = 0;
  let behind = '00000000-0000-0000-0000-000000000000';
  const overdue = new Date(now.getTime() - answerTimeMaxMs);
  while (!ordering.signal?.aborted) {
    const page = await em
      .fork()
      .find(
        Payout,
        { status: { $in: payoutsUnderWay }, updatedAt: { $lte: overdue }, id: { $gt: behind } },
        { orderBy: { id: 'asc' }, limit: pageSizeMax },
      );
    for (const payout of page) await orderPayout(ordering, payout);
    askedCount += page.length;
    const last = page.at(-1);
    if (last === undefined) break;
    behind = last.id;
  }
  return askedCount;
}
