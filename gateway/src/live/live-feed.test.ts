import { appendFor } from '../testing/live-stores.ts';
import { LiveFeed } from './live-feed.ts';
import { CursorLost, type LiveEvent, type LiveListener } from './live-store.ts';
import { MemoryLiveStore } from './memory-live-store.ts';

const audiences = ['role:A', 'role:B'];
const wants = () => true;

async function append(store: MemoryLiveStore, count: number) {
  const cursors: string[] = [];
  for (let each = 0; each < count; each += 1) cursors.push(await appendFor(store, 'role:A'));
  return cursors;
}

/** A store whose announcements can be lost and doubled, and which can be interrupted while it reads. */
class FaultyStore extends MemoryLiveStore {
  lost = false;
  whileReading: () => Promise<unknown> = async () => {};
  afterReading: () => Promise<unknown> = async () => {};
  readings = 0;
  #listener: LiveListener | null = null;

  override async subscribe(wanted: readonly string[], listener: LiveListener) {
    this.#listener = listener;
    const onEvent = (event: LiveEvent) => {
      // As an event of two audiences comes: once on each of their channels.
      for (let time = 0; time < 2 && !this.lost; time += 1) listener.onEvent(event);
    };
    return super.subscribe(wanted, { ...listener, onEvent });
  }

  override async readAfter(wanted: readonly string[], cursor: string) {
    this.readings += 1;
    await this.whileReading();
    const page = await super.readAfter(wanted, cursor);
    await this.afterReading();
    return page;
  }

  /** As after a connection that was lost. */
  recover(): void {
    this.lost = false;
    this.#listener?.onGap();
  }
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
    const store = new FaultyStore();
    const before = await append(store, 4);
    const during: string[] = [];
    store.whileReading = async () => void during.push(...(await append(store, 3)));
    store.afterReading = async () => void during.push(...(await append(store, 2)));
    const feed = await LiveFeed.open(store, { audiences, wants, after: before[1] ?? null });
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

describe('a feed whose store has missed announcements', () => {
  it('reads what it lacks before it goes on, each event once and in order', async () => {
    const store = new FaultyStore();
    const feed = await LiveFeed.open(store, { audiences, wants, after: null });
    const heard = await append(store, 2);
    store.lost = true;
    const missed = await append(store, 3);
    store.recover();
    const since = await append(store, 2);
    expect(await take(feed, 7)).toEqual([...heard, ...missed, ...since]);
  });

  it('reads again when more was missed while it read', async () => {
    const store = new FaultyStore();
    const feed = await LiveFeed.open(store, { audiences, wants, after: null });
    store.lost = true;
    const cursors = await append(store, 2);
    store.recover();
    let again = true;
    store.afterReading = async () => {
      if (!again) return;
      again = false;
      store.lost = true;
      cursors.push(...(await append(store, 2)));
      store.recover();
      cursors.push(...(await append(store, 1)));
    };
    expect(await take(feed, 5)).toEqual(cursors);
    cursors.push(...(await append(store, 1)));
    expect(await take(feed, 1)).toEqual(cursors.slice(-1));
  });

  it('wakes who waits for the next event', async () => {
    const store = new FaultyStore();
    const feed = await LiveFeed.open(store, { audiences, wants, after: null });
    const waiting = feed.next();
    store.lost = true;
    const [cursor] = await append(store, 1);
    store.recover();
    expect((await waiting)?.cursor).toBe(cursor);
  });

  it('keeps few announcements while it is behind, and reads them instead', async () => {
    const store = new FaultyStore({ pageEventsMax: 5 });
    const [start] = await append(store, 1);
    const options = { audiences, wants, after: start ?? null, waitingEventsMax: 3 };
    const missed = await append(store, 12);
    const feed = await LiveFeed.open(store, options);
    const since = await append(store, 9);
    expect(await take(feed, 21)).toEqual([...missed, ...since]);
    expect(store.readings).toBeGreaterThan(3);
    const next = await append(store, 3);
    expect(await take(feed, 3)).toEqual(next);
  });

  it('reads from where it was though nothing it wants came for long', async () => {
    const store = new FaultyStore({ keptEventsMax: 10 });
    let wanted = false;
    const feed = await LiveFeed.open(store, { audiences, wants: () => wanted, after: null });
    await append(store, 40);
    wanted = true;
    store.lost = true;
    const [cursor] = await append(store, 1);
    store.recover();
    expect(await take(feed, 1)).toEqual([cursor]);
  });

  it('is ended when what it lacks is not kept any more', async () => {
    const store = new FaultyStore({ keptEventsMax: 10 });
    const feed = await LiveFeed.open(store, { audiences, wants, after: null });
    store.lost = true;
    await append(store, 40);
    store.recover();
    await expect(feed.next()).rejects.toMatchObject({ extensions: { code: 'RESYNC_REQUIRED' } });
    expect(store.listenerCount).toBe(0);
  });

  it('is ended when the store fails, and not asked for more', async () => {
    const store = new FaultyStore();
    const feed = await LiveFeed.open(store, { audiences, wants, after: null });
    store.whileReading = () => Promise.reject(new Error('out of order'));
    store.recover();
    await expect(feed.next()).rejects.toThrow('out of order');
    await expect(feed.next()).rejects.toThrow('out of order');
    expect(store.readings).toBe(1);
  });
});

describe('a feed nobody waits for any more', () => {
  it('is closed while it opens', async () => {
    const store = new FaultyStore();
    const [start] = await append(store, 1);
    const left = new AbortController();
    store.whileReading = async () => {
      left.abort();
      throw new CursorLost();
    };
    const feed = await LiveFeed.open(store, { audiences, wants, after: start ?? null }, left.signal);
    expect(await feed.next()).toBeNull();
    expect(store.listenerCount).toBe(0);
  });
});
