import { jest } from '@jest/globals';

/**
 * From now on what is done every so often, as heartbeats are, happens when the test says so, by
 * `jest.advanceTimersByTime`, and nothing else does.
 */
export function hurryIntervals(): void {
  const real = ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const;
  jest.useFakeTimers({ doNotFake: [...real, 'clearImmediate', 'setTimeout', 'clearTimeout'] });
}
