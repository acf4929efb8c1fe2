import fc from 'fast-check';
import { memoryCacheStores, redisCacheStores, type CacheStores } from '../testing/cache-stores.ts';
import {
  callerOf,
  startCachedGraph,
  type CachedGraph,
  type CachedGraphFixture,
} from '../testing/cached-graph.ts';

const runs = { numRuns: 60 };
const timeMaxMs = 300_000;

let world: CachedGraphFixture;
beforeAll(async () => void (world = await startCachedGraph()));
afterAll(() => world.stop());

interface Viewing {
  readonly userId: string | null;
  readonly scopes: string[];
  readonly emailVerified: boolean;
  readonly sessionId: string;
}

interface Reading {
  readonly kind: 'read';
  readonly gateway: number;
  readonly viewer: Viewing;
  readonly ids: string[];
  readonly fields: string[];
  readonly roots: string[];
}

/** Somebody is called otherwise, and one of the gateways takes the event of it. */
interface Change {
  readonly kind: 'change';
  readonly gateway: number;
  readonly id: string;
}

/** What a viewer does themselves, whose event does not come before the next change. */
interface Mutation extends Omit<Change, 'kind'> {
  readonly kind: 'mutate';
  readonly viewer: Viewing;
}

type Step = Reading | Change | Mutation;

const userIds = ['alice', 'bob', 'carol'];
const scopeChoices = [[], ['users:read'], ['other:read'], ['users:read', 'other:read']];
const personFields = [
  'id',
  'name',
  'version',
  'email',
  'audit',
  'diary',
  'address { street }',
  'mood',
  'fault',
];

const viewer: fc.Arbitrary<Viewing> = fc.record({
  userId: fc.constantFrom(...userIds, null),
  scopes: fc.constantFrom(...scopeChoices),
  emailVerified: fc.boolean(),
  sessionId: fc.constantFrom('here', 'there'),
});
const gateway = fc.constantFrom(0, 1);
const id = fc.constantFrom(...userIds);
const reading: fc.Arbitrary<Reading> = fc.record({
  kind: fc.constant('read' as const),
  gateway,
  viewer,
  ids: fc.uniqueArray(fc.constantFrom(...userIds, 'bad', 'gone'), { minLength: 1 }),
  fields: fc.uniqueArray(fc.constantFrom(...personFields), { minLength: 1, maxLength: 3 }),
  roots: fc.uniqueArray(fc.constantFrom('motto', 'asker', 'unmarked'), { maxLength: 2 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: reading },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change' as const), gateway, id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mutate' as const), gateway, id, viewer }) },
);

const [alice, bob]: readonly Viewing[] = ['alice', 'bob'].map((userId) => ({
  userId,
  scopes: [],
  emailVerified: true,
  sessionId: 'here',
}));
const readsName = (viewer: Viewing): Reading => ({
  ...{ kind: 'read', gateway: 0, ids: ['carol'], fields: ['name'], roots: [] },
  viewer,
});
/** What is drawn may or may not have somebody read what another has just changed; this has. */
const late: readonly Step[] =
  alice && bob
    ? [readsName(bob), { kind: 'mutate', gateway: 0, id: 'carol', viewer: alice }, readsName(bob)]
    : [];

function asCaller({ userId, scopes, ...claims }: Viewing) {
  return userId === null ? { viewer: null, headers: {} } : callerOf(userId, scopes, claims);
}

/** What of an answer is the same before and after a change: who may see what. */
const rightsOf = (answer: unknown): string =>
  JSON.stringify(answer)
    .replaceAll(/Name \d+ of/g, 'Name of')
    .replaceAll(/\d+/g, '#');

/** How much of what was generated matters. */
const counted = { reads: 0, hits: 0, late: 0 };

/** Two gateways, what has happened, and who need not have heard of it. */
class Story {
  readonly #gateways: readonly CachedGraph[];
  /** Who has changed somebody, since the last event of them. */
  readonly #writers = new Map<string, Set<string | null>>();

  constructor(gateways: readonly CachedGraph[]) {
    this.#gateways = gateways;
  }

  async play(each: Step): Promise<void> {
    const at = this.#gateways[each.gateway];
    if (!at) throw new Error('There is no such gateway');
    if (each.kind === 'change') {
      await at.cache.take([world.people.rename(each.id)]);
      this.#writers.delete(each.id);
    } else if (each.kind === 'mutate') {
      const next = world.people.of(each.id).version + 1;
      const rename = `mutation { rename(id: "${each.id}", name: "Name ${next} of ${each.id}") { text } }`;
      await at.run(rename, asCaller(each.viewer));
      // Of who did it before somebody else did, only their own is promised.
      this.#writers.set(each.id, new Set([each.viewer.userId]));
    } else await this.#read(at, each);
  }

  async #read(at: CachedGraph, { viewer: who, ids, fields, roots }: Reading): Promise<void> {
    const query = `{ ${roots.join(' ')} people(ids: ${JSON.stringify(ids)}) { ${fields.join(' ')} } }`;
    const kept = await at.run(query, asCaller(who));
    const told = await world.open.run(query, asCaller(who));
    expect(rightsOf(kept)).toBe(rightsOf(told));
    const mayBeLate = ids.some((each) => {
      const writers = this.#writers.get(each);
      return writers !== undefined && (who.userId === null || !writers.has(who.userId));
    });
    if (!mayBeLate) expect(kept).toEqual(told);
    counted.reads += 1;
    if (JSON.stringify(kept) !== JSON.stringify(told)) counted.late += 1;
  }
}

describe.each<[string, () => CacheStores, number]>([
  ['in this process', memoryCacheStores, 1],
  ['in Redis', redisCacheStores, 2],
])('what is kept %s', (_where, makeStores, storesCount) => {
  it(
    'is what subgraphs tell each viewer, whoever asked before, and never from before an event or what they did',
    async () => {
      Object.assign(counted, { reads: 0, hits: 0, late: 0 });
      const check = async (steps: readonly Step[]) => {
        const stores = makeStores();
        world.people.reset();
        const opened = await Promise.all(Array.from({ length: storesCount }, () => stores.open()));
        const gateways = [0, 1].flatMap((nth) => {
          const store = opened[nth % storesCount];
          return store ? [world.gateway({ store })] : [];
        });
        const story = new Story(gateways);
        for (const each of steps) await story.play(each);
        counted.hits += (await gateways[0]?.outcomes())?.hit ?? 0;
        await stores.dispose();
      };
      await check(late);
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), check), runs);
      // Of what is drawn an eighth or so is, sometimes less.
      expect(counted.hits).toBeGreaterThan(counted.reads / 20);
      // Who did nothing themselves is late until the event; were they not, nothing would have been kept.
      expect(counted.late).toBeGreaterThan(0);
    },
    timeMaxMs,
  );
});
