import { eventually } from '@payloom/testkit/eventually';
import { appendFor, cursorsOf, eventFor, readAll, remember } from '../testing/live-stores.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { CursorLost, type LiveStore } from './live-store.ts';

export interface LiveStoreBounds {
  /** Of one audience. */
  readonly keptEventsMax?: number;
  readonly pageEventsMax?: number;
}

/** How a test reaches an adapter: `open` gives a store with nothing in it. */
export interface LiveStoreUnderTest {
  open(bounds?: LiveStoreBounds): LiveStore;
  /** Closes what was opened and removes what it stored. */
  dispose(): Promise<void>;
}

/** What every adapter of the port owes, whatever it is made of. */
export function describeLiveStoreContract(name: string, start: () => LiveStoreUnderTest): void {
  describe(`${name} as a live store`, () => {
    let under: LiveStoreUnderTest;
    beforeEach(() => void (under = start()));
    afterEach(() => under.dispose());
    describeReading((bounds) => under.open(bounds));
    describeForgetting((bounds) => under.open(bounds));
    describeListening((bounds) => under.open(bounds));
  });
}

type Open = (bounds?: LiveStoreBounds) => LiveStore;

function describeReading(open: Open): void {
  it('gives what was kept behind a cursor to its audiences, in order and once', async () => {
    const store = open();
    const start = await appendFor(store, 'role:A');
    const both = await appendFor(store, 'role:A', 'role:B');
    const other = await appendFor(store, 'role:C');
    const last = await appendFor(store, 'role:B');
    expect(cursorsOf(await readAll(store, ['role:A', 'role:B'], start))).toEqual([both, last]);
    expect(cursorsOf(await readAll(store, ['role:C'], start))).toEqual([other]);
    expect(await readAll(store, ['role:A', 'role:B', 'role:C'], last)).toEqual([]);
    expect(await readAll(store, ['role:NOBODY'], start)).toEqual([]);
  });

  it('knows a recent place: what has just come and all that comes stands behind it, what was long before does not', async () => {
    const store = open();
    await appendFor(store, 'role:A');
    const behindRecent = () => readAll(store, ['role:A'], store.recentPlace()?.cursor ?? '');
    await eventually(async () => expect(await behindRecent()).toEqual([]));
    const justCome = await appendFor(store, 'role:A');
    const place = store.recentPlace();
    const next = await appendFor(store, 'role:A');
    expect(cursorsOf(await readAll(store, ['role:A'], place?.cursor ?? ''))).toEqual([justCome, next]);
    expect(place?.position).toBe(decodeCursor(place?.cursor ?? '')?.position);
  });

  it('gives an event as it came', async () => {
    const store = open();
    const start = await appendFor(store, 'role:A');
    const event = {
      ...eventFor('role:A', 'role:B'),
      data: { text: '"ü" \\ \n \u2028 {live}', none: null, list: [] },
    };
    await store.append([event]);
    expect((await readAll(store, ['role:B'], start)).map((each) => each.event)).toEqual([event]);
  });

  it('gives much of it page by page, in one order over all audiences', async () => {
    const store = open({ pageEventsMax: 3 });
    const start = await appendFor(store, 'role:A');
    const events = [
      ['role:A'],
      ['role:B'],
      ['role:A', 'role:B'],
      ['role:B'],
      ['role:B'],
      ['role:B'],
      ['role:A'],
      ['role:B', 'role:A'],
      ['role:C'],
      ['role:A'],
      ['role:A'],
    ].map((audiences) => eventFor(...audiences));
    const cursors = await store.append(events);
    const first = await store.readAfter(['role:A', 'role:B'], start);
    expect(first.complete).toBe(false);
    expect(first.events.length).toBeLessThanOrEqual(6);
    expect(cursorsOf(await readAll(store, ['role:A', 'role:B'], start))).toEqual(
      cursors.filter((_cursor, index) => index !== 8),
    );
  });

  it('takes the end of a page as a cursor, also when nothing was on it', async () => {
    const store = open();
    const start = await appendFor(store, 'role:A');
    const { end } = await store.readAfter(['role:B'], start);
    const next = await appendFor(store, 'role:B');
    expect(cursorsOf(await readAll(store, ['role:B'], end.cursor))).toEqual([next]);
    expect((await store.readAfter(['role:B'], next)).end.position).toBeGreaterThan(end.position);
  });

  it('keeps an event once, however often it comes', async () => {
    const store = open();
    const event = eventFor('role:A');
    const [cursor = ''] = await store.append([event]);
    const [again, other = '', same] = await store.append([event, eventFor('role:A'), event]);
    expect([again, same]).toEqual([cursor, cursor]);
    expect(cursorsOf(await readAll(store, ['role:A'], cursor))).toEqual([other]);
  });
}

function describeForgetting(open: Open): void {
  it('lets the oldest go, and says so to who asks for what came after them', async () => {
    const store = open({ keptEventsMax: 10 });
    const cursors: string[] = [];
    for (let count = 0; count < 40; count += 1) cursors.push(await appendFor(store, 'role:A'));
    await expect(store.readAfter(['role:A'], cursors[5] ?? '')).rejects.toThrow(CursorLost);
    await expect(store.readAfter(['role:B', 'role:A'], cursors[5] ?? '')).rejects.toThrow(CursorLost);
    expect(cursorsOf(await readAll(store, ['role:A'], cursors[35] ?? ''))).toEqual(cursors.slice(36));
  });

  it.each(['', 'x', '%%%', encodeCursor({ epoch: 'other', position: 1 })])(
    'does not know the cursor "%s"',
    async (cursor) => {
      const store = open();
      await appendFor(store, 'role:A');
      await expect(store.readAfter(['role:A'], cursor)).rejects.toThrow(CursorLost);
    },
  );

  it('does not know a cursor of the future', async () => {
    const store = open();
    const { epoch, position } = decodeCursor(await appendFor(store, 'role:A')) ?? { epoch: '', position: 0 };
    const future = encodeCursor({ epoch, position: position + 3_600_000_000 });
    await expect(store.readAfter(['role:A'], future)).rejects.toThrow(CursorLost);
  });

  it('gives nothing once it is closed', async () => {
    const store = open();
    const start = await appendFor(store, 'role:A');
    await appendFor(store, 'role:A');
    await store.close();
    await expect(store.readAfter(['role:A'], start).then(({ events }) => events)).rejects.toThrow();
  });
}

function describeListening(open: Open): void {
  it('announces events in order to those of their audience, until they have enough', async () => {
    const store = open();
    const [heard, other] = [remember(), remember()];
    const { stop } = await store.subscribe(['role:A', 'role:B'], heard);
    await store.subscribe(['role:C'], other);
    expect(store.listenerCount).toBe(2);
    const cursors = [
      await appendFor(store, 'role:A', 'role:B'),
      await appendFor(store, 'role:C'),
      await appendFor(store, 'role:B'),
    ];
    await eventually(() => expect(cursorsOf(other.events)).toEqual([cursors[1]]));
    await eventually(() => expect([...new Set(cursorsOf(heard.events))]).toEqual([cursors[0], cursors[2]]));
    stop();
    expect(store.listenerCount).toBe(1);
    await appendFor(store, 'role:A', 'role:C');
    await eventually(() => expect(other.events).toHaveLength(2));
    expect(cursorsOf(heard.events)).not.toContain(other.events[1]?.cursor);
  });

  it('announces what it gives to who reads', async () => {
    const store = open();
    const heard = remember();
    const { from } = await store.subscribe(['role:A'], heard);
    await appendFor(store, 'role:A');
    await appendFor(store, 'role:A');
    await eventually(() => expect(heard.events).toHaveLength(2));
    expect(await readAll(store, ['role:A'], from.cursor)).toEqual(
      heard.events.map((event) => ({ ...event })),
    );
  });

  it('lets nothing fall between what is read and what is heard', async () => {
    // More than are appended however slow the machine is, so that the first is never let go.
    const store = open({ keptEventsMax: 100_000 });
    const start = await appendFor(store, 'role:A');
    const cursors: string[] = [];
    let appends = true;
    const appending = (async () => {
      while (appends) {
        cursors.push(await appendFor(store, 'role:A'));
        // A store in memory would leave no time for anything else.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let count = 0; count < 20; count += 1) {
      const heard = remember();
      const { from, stop } = await store.subscribe(['role:A'], heard);
      const read = await readAll(store, ['role:A'], start);
      const size = cursors.length;
      await eventually(() => expect(cursors.length).toBeGreaterThan(size + 3));
      const wanted = cursors.slice(0, size + 3);
      await eventually(() => {
        const got = new Set(cursorsOf([...read, ...heard.events]));
        expect(wanted.filter((cursor) => !got.has(cursor))).toEqual([]);
      });
      const readAfterwards = cursorsOf(read.filter(({ position }) => position > from.position));
      await eventually(() => {
        const got = new Set(cursorsOf(heard.events));
        expect(readAfterwards.filter((cursor) => !got.has(cursor))).toEqual([]);
      });
      stop();
    }
    appends = false;
    await appending;
  });

  it('answers a ping', async () => {
    const store = open();
    await eventually(async () => expect(await store.ping()).toBe(true));
  });
}
