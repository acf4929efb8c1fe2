import { WakeUp } from './wake-up.ts';

const longMs = 60_000;

describe('a wake-up', () => {
  it('ends a rest', async () => {
    const wakeUp = new WakeUp();
    const rest = wakeUp.rest(longMs);
    wakeUp.wake();
    expect(await rest).toBe(true);
  });

  it('that comes before the rest lets it not begin, once', async () => {
    const wakeUp = new WakeUp();
    wakeUp.wake();
    wakeUp.wake();
    expect(await wakeUp.rest(longMs)).toBe(true);
    expect(await wakeUp.rest(1)).toBe(false);
  });

  it('is forgotten when it has been seen to', async () => {
    const wakeUp = new WakeUp();
    wakeUp.wake();
    wakeUp.clear();
    expect(await wakeUp.rest(1)).toBe(false);
  });
});
