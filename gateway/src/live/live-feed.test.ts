import { entryEvent } from '../testing/payments.ts';
import { LiveFeed } from './live-feed.ts';
import type { LiveEvent, LiveStore } from './live-store.ts';
import { MemoryLiveStore } from './memory-live-store.ts';

const audiences = ['a'];
const wants = () => true;

async function append(store: LiveStore, count: number, audience = 'a') {
  const cursors: string[] = [];
  for (let each = 0; each < count; each += 1) cursors.push(await store.append([audience], entryEvent()));
  return cursors;
}

async function take(feed: LiveFeed, count: number) {
  const taken: (string | undefined)[] = [];
  for (let each = 0; each < count; each += 1) taken.push((await feed.next())?.cursor);
  return taken;
}

describe('a feed', () => {
  it('that begins now hands out what comes, in order', async () => {
    const store = new MemoryLiveStore();
    await append(store, 3);
    const feed = await LiveFeed.open(store, { audiences, wants, after: null });
    const waiting = feed.next();
    const cursors = await append(store, 3);
    expect([(await waiting)?.cursor, ...(await take(feed, 2))]).toEqual(cursors);
    expect(feed.lastCursor).toBe(cursors[2]);
  });

  it('hands out an event once that is both read and announced while it opens', async () => {
    const store = new MemoryLiveStore();
    const before = await append(store, 4);
    let during: string[] = [];
    // Reads late, as a store in another process does: what came meanwhile is in the answer and was announced as well.
    const late: LiveStore = {
      append: (...args) => store.append(...args),
      subscribe: (...args) => store.subscribe(...args),
      close: () => store.close(),
      readAfter: async (...args) => {
        during = await append(store, 3);
        const kept = await store.readAfter(...args);
        during.push(...(await append(store, 2)));
        return kept;
      },
    };
    const feed = await LiveFeed.open(late, { audiences, wants, after: before[1] ?? null });
    const since = await append(store, 2);
    expect(await take(feed, 9)).toEqual([...before.slice(2), ...during, ...since]);
  });

  it('leaves out what is not wanted', async () => {
    const store = new MemoryLiveStore();
    const [start] = await append(store, 2);
    let wanted = false;
    const feed = await LiveFeed.open(store, { audiences, after: start ?? null, wants: () => wanted });
    await append(store, 1);
    wanted = true;
    const [cursor] = await append(store, 1);
    expect(await take(feed, 1)).toEqual([cursor]);
  });

  it('that is read too slowly is ended, with the cursor to go on behind', async () => {
    const store = new MemoryLiveStore();
    const feed = await LiveFeed.open(store, { audiences, wants, after: null, waitingEventsMax: 3 });
    const [first] = await append(store, 1);
    await take(feed, 1);
    await append(store, 4);
    await expect(feed.next()).rejects.toMatchObject({
      message: expect.stringContaining('3 events'),
      extensions: { code: 'SUBSCRIBER_TOO_SLOW', cursor: first },
    });
    expect(store.listenerCount).toBe(0);
  });

  it('does not count what it missed as slowness', async () => {
    const store = new MemoryLiveStore();
    const [start, ...missed] = await append(store, 20);
    const feed = await LiveFeed.open(store, { audiences, wants, after: start ?? null, waitingEventsMax: 3 });
    const since = await append(store, 3);
    expect(await take(feed, 22)).toEqual([...missed, ...since]);
  });

  it('that is closed tells who waits and hears no more', async () => {
    const store = new MemoryLiveStore();
    const feed = await LiveFeed.open(store, { audiences, wants, after: null });
    const waiting: Promise<LiveEvent | null> = feed.next();
    feed.close();
    expect(await waiting).toBeNull();
    expect(await feed.next()).toBeNull();
    expect(store.listenerCount).toBe(0);
  });

  it('that could not open leaves no listener', async () => {
    const store = new MemoryLiveStore();
    const opening = LiveFeed.open(store, { audiences, wants, after: 'nowhere' });
    await expect(opening).rejects.toMatchObject({ extensions: { code: 'RESYNC_REQUIRED' } });
    expect(store.listenerCount).toBe(0);
  });
});
