import { jest } from '@jest/globals';
import { observeVitalsLater } from './observe-vitals.ts';

it.each(['pointerdown', 'keydown', 'visibilitychange'])(
  'fetches what measures with the first %s, and not before',
  (deed) => {
    const observe = jest.fn(async () => undefined);
    observeVitalsLater({ addVital: () => undefined }, observe);
    expect(observe).not.toHaveBeenCalled();
    document.dispatchEvent(new Event(deed));
    document.dispatchEvent(new Event('keydown'));
    expect(observe).toHaveBeenCalledTimes(1);
  },
);
