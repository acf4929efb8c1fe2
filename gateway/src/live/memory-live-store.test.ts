import { entryEvent } from '../testing/payments.ts';
import { CursorLost, type LiveEvent } from './live-store.ts';
import { MemoryLiveStore } from './memory-live-store.ts';

const append = (store: MemoryLiveStore, ...audiences: string[]) => store.append(audiences, entryEvent());
const cursorsOf = (events: readonly LiveEvent[]) => events.map(({ cursor }) => cursor);

describe('a live store', () => {
  it('gives what was kept behind a cursor to its audiences, in order and once', async () => {
    const store = new MemoryLiveStore();
    const start = await append(store, 'a');
    const both = await append(store, 'a', 'b');
    const other = await append(store, 'c');
    const last = await append(store, 'b');
    expect(cursorsOf(await store.readAfter(['a', 'b'], start))).toEqual([both, last]);
    expect(cursorsOf(await store.readAfter(['c'], start))).toEqual([other]);
    expect(await store.readAfter(['a', 'b', 'c'], last)).toEqual([]);
  });

  it('announces an event once to a listener of several audiences, until it is forgotten', async () => {
    const store = new MemoryLiveStore();
    const heard: LiveEvent[] = [];
    const stop = store.subscribe(['a', 'b'], (event) => void heard.push(event));
    await append(store, 'a', 'b');
    await append(store, 'c');
    await append(store, 'b');
    expect(heard.map(({ position }) => position)).toEqual([1, 3]);
    expect(store.listenerCount).toBe(1);
    stop();
    await append(store, 'a');
    expect(heard).toHaveLength(2);
    expect(store.listenerCount).toBe(0);
  });

  it('keeps an event once, however often it comes', async () => {
    const store = new MemoryLiveStore();
    const event = entryEvent();
    const cursor = await store.append(['a'], event);
    expect(await store.append(['a'], event)).toBe(cursor);
    expect(await append(store, 'a')).not.toBe(cursor);
  });

  it('lets the oldest go, and says so to who asks for what came after them', async () => {
    const store = new MemoryLiveStore(10);
    const cursors: string[] = [];
    for (let count = 0; count < 40; count += 1) cursors.push(await append(store, 'a'));
    await expect(store.readAfter(['a'], cursors[5] ?? '')).rejects.toThrow(CursorLost);
    expect(cursorsOf(await store.readAfter(['a'], cursors[35] ?? ''))).toEqual(cursors.slice(36));
  });

  it.each(['', 'x', Buffer.from('other:1').toString('base64url')])(
    'does not know the cursor "%s"',
    async (cursor) => {
      const store = new MemoryLiveStore();
      await append(store, 'a');
      await expect(store.readAfter(['a'], cursor)).rejects.toThrow(CursorLost);
    },
  );

  it('does not know a cursor of before a restart, nor one of the future', async () => {
    const [before, after] = [new MemoryLiveStore(), new MemoryLiveStore()];
    const [first, second] = [await append(before, 'a'), await append(before, 'a')];
    await append(after, 'a');
    await expect(after.readAfter(['a'], first)).rejects.toThrow(CursorLost);
    await expect(before.readAfter(['a'], second)).resolves.toEqual([]);
    await before.close();
    await expect(before.readAfter(['a'], first)).rejects.toThrow(CursorLost);
  });
});
