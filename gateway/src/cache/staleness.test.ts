import { setTimeout as delay } from 'node:timers/promises';
import { memoryCacheStores, redisCacheStores, type CacheStores } from '../testing/cache-stores.ts';
import {
  callerOf,
  startCachedGraph,
  type CachedGraph,
  type CachedGraphFixture,
} from '../testing/cached-graph.ts';

const readersCount = 1_000;
const readsEach = 3;
const writersCount = 10;
const writesEach = 30;
const peopleIds = Array.from({ length: 20 }, (_, nth) => `p${nth}`);
const timeMaxMs = 120_000;

let world: CachedGraphFixture;
beforeAll(async () => {
  world = await startCachedGraph();
  // What was read is on its way for a while, so that events overtake it.
  world.subgraph.fault = async (response, answer) => {
    await delay(Math.random() * 10);
    const text = await answer();
    await delay(Math.random() * 30);
    response.setHeader('content-type', 'application/json').end(text);
  };
});
afterAll(() => world.stop());

const pick = <Value>(values: readonly Value[]): Value | undefined =>
  values[Math.floor(Math.random() * values.length)];

interface Seen {
  readonly people: readonly { readonly id: string; readonly version: number }[];
}
const isSeen = (data: unknown): data is Seen => typeof data === 'object' && data !== null && 'people' in data;

/** Reads and writes at once, with what of a write everybody has to see, and from when on. */
class Crowd {
  readonly #gateways: readonly CachedGraph[];
  /** The newest version of each whose event some gateway has taken. */
  readonly #toldOf = new Map<string, number>();
  reads = 0;
  /** States older than the newest one: what a cache is for, as long as nobody has been told. */
  late = 0;
  readonly tooOld: string[] = [];

  constructor(gateways: readonly CachedGraph[]) {
    this.#gateways = gateways;
  }

  async read(userId: string, mine: ReadonlyMap<string, number> = new Map()): Promise<void> {
    const ids = [pick(peopleIds), pick(peopleIds), pick(peopleIds)];
    const told = new Map(this.#toldOf);
    const query = 'query ($ids: [ID!]!) { people(ids: $ids) { id version } }';
    const { data } =
      (await pick(this.#gateways)?.run(query, { ...callerOf(userId), variables: { ids } })) ?? {};
    // Of a thousand at once, a connection to the subgraph may break.
    if (!isSeen(data)) return;
    for (const { id, version } of data.people) {
      const floor = Math.max(told.get(id) ?? 0, mine.get(id) ?? 0);
      if (version < floor) this.tooOld.push(`${id}: ${version} instead of ${floor}`);
      if (version < world.people.of(id).version) this.late += 1;
      this.reads += 1;
    }
  }

  /** Writes, reads what they wrote at once, and has the event come to some gateway later. */
  async write(userId: string): Promise<void> {
    const mine = new Map<string, number>();
    const travelling: Promise<void>[] = [];
    for (let nth = 0; nth < writesEach; nth += 1) {
      const id = pick(peopleIds) ?? '';
      await pick(this.#gateways)?.run(
        `mutation { rename(id: "${id}", name: "N") { text } }`,
        callerOf(userId),
      );
      mine.set(id, world.people.of(id).version);
      travelling.push(this.#tell(id, world.people.of(id).version));
      await this.read(userId, new Map(mine));
      await delay(Math.random() * 30);
    }
    await Promise.all(travelling);
  }

  async #tell(id: string, version: number): Promise<void> {
    await delay(Math.random() * 100);
    await pick(this.#gateways)?.cache.take([world.people.eventOf(id)]);
    this.#toldOf.set(id, Math.max(version, this.#toldOf.get(id) ?? 0));
  }
}

describe.each<[string, () => CacheStores, number]>([
  ['in this process', memoryCacheStores, 1],
  ['in Redis, for two gateways', redisCacheStores, 2],
])('with what is kept %s', (_where, makeStores, storesCount) => {
  it(
    `${readersCount} readers and ${writersCount} writers see nothing older than its event, nor than what they wrote`,
    async () => {
      const stores = makeStores();
      world.people.reset();
      world.fetches();
      const opened = await Promise.all(Array.from({ length: storesCount }, () => stores.open()));
      const crowd = new Crowd(opened.map((store) => world.gateway({ store })));
      const readers = Array.from({ length: readersCount }, async (_, nth) => {
        for (let each = 0; each < readsEach; each += 1) {
          await delay(Math.random() * 1_500);
          await crowd.read(`reader-${nth}`);
        }
      });
      const writers = Array.from({ length: writersCount }, (_, nth) => crowd.write(`writer-${nth}`));
      await Promise.all([...readers, ...writers]);
      expect(crowd.tooOld).toEqual([]);
      // Were nothing kept, nobody would ever be late.
      expect(crowd.late).toBeGreaterThan(0);
      expect(crowd.reads).toBeGreaterThan(readersCount * readsEach * 2);
      expect(world.fetches()).toBeLessThan(crowd.reads / 2);
      await stores.dispose();
    },
    timeMaxMs,
  );
});
