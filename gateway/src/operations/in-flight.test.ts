import { setTimeout as delay } from 'node:timers/promises';
import { InFlight } from './in-flight.ts';

const neverAborts = new AbortController().signal;

/** Work that is done when it is told so, and which counts how often it began. */
function heldWork() {
  const held: { resolve: (value: string) => void; signal: AbortSignal }[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      held.push({ resolve, signal });
      signal.addEventListener('abort', () => reject(new Error('it was ended')));
    });
  return { held, work };
}

describe('what is under way', () => {
  it('is done once for all who want it', async () => {
    const inFlight = new InFlight<string>();
    const { held, work } = heldWork();
    const all = [1, 2, 3].map(() => inFlight.share('key', neverAborts, work));
    const other = inFlight.share('other', neverAborts, work);
    expect(held).toHaveLength(2);
    held[0]?.resolve('one');
    held[1]?.resolve('other');
    expect(await Promise.all([...all, other])).toEqual(['one', 'one', 'one', 'other']);
    expect(inFlight.size).toBe(0);
  });

  it('begins anew once it is done', async () => {
    const inFlight = new InFlight<number>();
    let count = 0;
    const work = async () => (count += 1);
    expect(await inFlight.share('key', neverAborts, work)).toBe(1);
    expect(await inFlight.share('key', neverAborts, work)).toBe(2);
  });

  it('is joined by nobody after something has changed', async () => {
    const inFlight = new InFlight<string>();
    const { held, work } = heldWork();
    const before = inFlight.share('key', neverAborts, work);
    inFlight.forgetAll();
    const after = inFlight.share('key', neverAborts, work);
    const joined = inFlight.share('key', neverAborts, work);
    held[1]?.resolve('new');
    held[0]?.resolve('old');
    expect(await Promise.all([before, after, joined])).toEqual(['old', 'new', 'new']);
  });

  it('is joined by nobody who comes too late', async () => {
    const inFlight = new InFlight<string>({ joinableMs: 5 });
    const { held, work } = heldWork();
    const first = inFlight.share('key', neverAborts, work);
    await delay(10);
    const late = inFlight.share('key', neverAborts, work);
    expect(held).toHaveLength(2);
    held[0]?.resolve('first');
    held[1]?.resolve('late');
    expect(await Promise.all([first, late])).toEqual(['first', 'late']);
  });

  it('ends when the last who waits has gone, and not before', async () => {
    const inFlight = new InFlight<string>();
    const { held, work } = heldWork();
    const [one, other] = [new AbortController(), new AbortController()];
    const waits = [one, other].map(({ signal }) => inFlight.share('key', signal, work).catch(String));
    one.abort();
    expect(await waits[0]).toMatch(/AbortError/);
    expect(held[0]?.signal.aborted).toBe(false);
    other.abort();
    await waits[1];
    expect(held[0]?.signal.aborted).toBe(true);
    expect(inFlight.size).toBe(0);
  });

  it('is done again for those who joined when its result is of one only', async () => {
    const results = ['own', 'for all'];
    const inFlight = new InFlight<string>({ isOfOneOnly: (result) => result === 'own' });
    const work = async () => results.shift() ?? 'too often';
    const all = [1, 2, 3].map(() => inFlight.share('key', neverAborts, work));
    expect(await Promise.all(all)).toEqual(['own', 'for all', 'for all']);
  });

  it('fails for all who wait', async () => {
    const inFlight = new InFlight<string>();
    const work = () => Promise.reject(new Error('broken'));
    const all = [1, 2].map(() => inFlight.share('key', neverAborts, work));
    for (const each of all) await expect(each).rejects.toThrow('broken');
  });
});
