import { eventually } from '@payloom/testkit/eventually';
import { createSimulator } from './simulator.ts';
import type { WebhookEvent } from './webhook-event.ts';

const told: WebhookEvent[] = [];
const deliver = async (event: WebhookEvent) => void told.push(event);
const provider = createSimulator({ deliver, slowAnswerAfterMs: 20, webhookAfterMs: 1 });
const charge = (amountMinor: number, signal = AbortSignal.timeout(5_000)) =>
  provider.charge({ reference: 'reference-1', amount: { amountMinor, currency: 'EUR' } }, signal);

describe('the simulated provider', () => {
  it.each([100, 2_500, 5_055])('captures %i minor units', async (amountMinor) => {
    expect(await charge(amountMinor)).toEqual({ outcome: 'captured' });
  });

  it.each([
    [5_013, 'The card has insufficient funds.'],
    [121, 'The card has expired.'],
    [99_934, 'The card was reported stolen.'],
  ])('declines %i minor units: %s', async (amountMinor, reason) => {
    expect(await charge(amountMinor)).toEqual({ outcome: 'declined', reason });
  });

  it('answers the same reference the same way each time', async () => {
    expect(await charge(113)).toEqual(await charge(113));
  });

  it('gives no answer when it is slower than the caller waits', async () => {
    await expect(charge(155, AbortSignal.timeout(1))).rejects.toThrow();
  });
});

/** What it tells of one reference, oldest first. */
const toldOf = (reference: string) => told.filter((event) => event.reference === reference);

describe('the simulated provider answers by webhook', () => {
  it.each([
    ['a charge', 'a', 1_066, ['charge.captured']],
    ['a charge, twice', 'b', 1_068, ['charge.captured', 'charge.captured']],
    ['a charge that is declined', 'c', 1_070, ['charge.declined']],
  ])('%s', async (_what, reference, amountMinor, types) => {
    const amount = { amountMinor, currency: 'EUR' };
    const answer = await provider.charge({ reference, amount }, AbortSignal.timeout(5_000));
    expect(answer).toEqual({ outcome: 'pending' });
    await eventually(async () => expect(toldOf(reference).map(({ type }) => type)).toEqual(types));
  });

  it.each([
    ['a payout', 'd', 1_000, ['payout.processing', 'payout.settled']],
    ['one the bank refuses', 'e', 1_021, ['payout.processing', 'payout.returned']],
    ['one slowly', 'f', 1_055, ['payout.processing', 'payout.settled']],
    ['one twice', 'g', 1_068, ['payout.processing', 'payout.settled', 'payout.settled']],
    ['one out of order', 'h', 1_069, ['payout.settled', 'payout.processing']],
  ])('%s', async (_what, reference, amountMinor, types) => {
    const order = { reference, amount: { amountMinor, currency: 'EUR' }, iban: 'DE89370400440532013000' };
    await provider.payOut(order, AbortSignal.timeout(5_000));
    await eventually(async () => expect(toldOf(reference).map(({ type }) => type)).toEqual(types));
  });
});
