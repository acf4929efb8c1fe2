import { createSimulator } from './simulator.ts';

const provider = createSimulator({ slowAnswerAfterMs: 20 });
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
