import { jest } from '@jest/globals';
import { NoTurn, Turns } from './turns.ts';

const make = (options = {}) => new Turns({ atOnceMax: 2, waitingMax: 2, waitMsMax: 1_000, ...options });

/** Notes who begins, and lets everything that can go on do so. */
function beginnings() {
  const begun: string[] = [];
  const take = async (turns: Turns, owner: string, name: string) => {
    const end = await turns.take(owner);
    begun.push(name);
    return end;
  };
  return { begun, take };
}
const settled = () => new Promise((resolve) => process.nextTick(() => setImmediate(resolve)));

describe('turns', () => {
  it('are as many at once as one owner may have, and come in the order of asking', async () => {
    const turns = make();
    const { begun, take } = beginnings();
    const [first, second, third, fourth] = ['1', '2', '3', '4'].map((name) => take(turns, 'alice', name));
    await settled();
    expect(begun).toEqual(['1', '2']);
    (await second)?.();
    await settled();
    expect(begun).toEqual(['1', '2', '3']);
    (await first)?.();
    await settled();
    expect(begun).toEqual(['1', '2', '3', '4']);
    for (const end of [await third, await fourth]) end?.();
  });

  it('of one owner are not waited for by another', async () => {
    const turns = make();
    const { begun, take } = beginnings();
    const all = ['a', 'b', 'c'].map((name) => take(turns, 'alice', name));
    await take(turns, 'bob', 'his');
    expect(begun).toEqual(['a', 'b', 'his']);
    (await all[0])?.();
    await all[2];
  });

  it('are refused to who would be one too many of those that wait', async () => {
    const turns = make();
    const { begun, take } = beginnings();
    const [first, second, third, fourth] = ['1', '2', '3', '4'].map((name) => take(turns, 'alice', name));
    await expect(turns.take('alice')).rejects.toThrow(NoTurn);
    (await first)?.();
    await settled();
    expect(begun).toEqual(['1', '2', '3']);
    for (const end of [await second, await third]) end?.();
    await fourth;
    expect(begun).toEqual(['1', '2', '3', '4']);
  });

  it('that end twice make room for one', async () => {
    const turns = make({ atOnceMax: 1 });
    const { begun, take } = beginnings();
    const end = await take(turns, 'alice', '1');
    const [second, third] = ['2', '3'].map((name) => take(turns, 'alice', name));
    end();
    end();
    await settled();
    expect(begun).toEqual(['1', '2']);
    (await second)?.();
    await third;
  });

  it('are forgotten with the last one of an owner', async () => {
    const turns = make();
    const ends = [await turns.take('alice'), await turns.take('alice'), await turns.take('bob')];
    expect(turns.owners).toBe(2);
    for (const end of ends) end();
    expect(turns.owners).toBe(0);
  });

  describe('that do not come in time', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('are given up, and go to whoever still waits', async () => {
      const turns = make({ atOnceMax: 1 });
      const end = await turns.take('alice');
      const late = expect(turns.take('alice')).rejects.toThrow(NoTurn);
      jest.advanceTimersByTime(600);
      const next = turns.take('alice');
      jest.advanceTimersByTime(400);
      await late;
      end();
      expect(await next).toEqual(expect.any(Function));
    });
  });
});
