import { retryDelayMs } from './retry-delay.ts';

const delays = { retryDelayBaseMs: 100, retryDelayMaxMs: 1_000 };

describe('retryDelayMs', () => {
  it('doubles with each try up to its bound', () => {
    const longest = [1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, delays, () => 1));
    expect(longest).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('spreads the delays over the upper half', () => {
    expect(retryDelayMs(3, delays, () => 0)).toBe(200);
    expect(retryDelayMs(3, delays, () => 0.5)).toBe(300);
  });
});
