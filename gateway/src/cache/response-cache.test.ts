import { memoryCacheStores, redisCacheStores, type CacheStores } from '../testing/cache-stores.ts';
import {
  callerOf,
  changeEvent,
  startCachedGraph,
  type CachedGraph,
  type CachedGraphFixture,
} from '../testing/cached-graph.ts';
import { answerWith } from '../testing/http-subgraph.ts';
import type { CacheStore } from './cache-store.ts';

let world: CachedGraphFixture;
beforeAll(async () => void (world = await startCachedGraph()));
afterAll(() => world.stop());

const [alice, bob] = [callerOf('alice'), callerOf('bob')];
const names = 'query ($ids: [ID!]!) { people(ids: $ids) { id name } }';
const namesOf = (...ids: string[]) => ({ variables: { ids } });

describe.each<[string, () => CacheStores]>([
  ['in this process', memoryCacheStores],
  ['in Redis', redisCacheStores],
])('what is kept %s', (_where, makeStores) => {
  let stores: CacheStores;
  let store: CacheStore;
  let gateway: CachedGraph;

  beforeEach(async () => {
    stores = makeStores();
    store = await stores.open();
    gateway = world.gateway({ store });
    world.people.reset();
    world.subgraph.fault = null;
    world.fetches();
    await gateway.outcomes();
  });
  afterEach(() => stores.dispose());

  it('is fetched once, whoever asks, where the graph says that all get the same', async () => {
    const first = await gateway.run(names, { ...alice, ...namesOf('u1', 'u2') });
    expect(first.data).toEqual({
      people: [
        { id: 'u1', name: 'Name of u1' },
        { id: 'u2', name: 'Name of u2' },
      ],
    });
    expect(await gateway.run(names, { ...bob, ...namesOf('u1', 'u2') })).toEqual(first);
    expect(world.fetches()).toBe(1);
    expect(await gateway.outcomes()).toEqual({ hit: 2, miss: 2 });
  });

  it('is looked for by entity: only what lacks is fetched, and all comes in its order', async () => {
    await gateway.run(names, { ...alice, ...namesOf('u2') });
    world.fetches();
    const { data } = await gateway.run(names, { ...bob, ...namesOf('u1', 'u2', 'gone', 'u3') });
    expect(data).toEqual({
      people: [
        { id: 'u1', name: 'Name of u1' },
        { id: 'u2', name: 'Name of u2' },
        { id: 'gone', name: null },
        { id: 'u3', name: 'Name of u3' },
      ],
    });
    expect(world.subgraph.seen.map(({ variables }) => variables.representations)).toEqual([
      ['u1', 'gone', 'u3'].map((id) => ({ __typename: 'User', id })),
    ]);
  });

  it('serves other operations that ask the same, and none that ask otherwise', async () => {
    await gateway.run('query One { person(id: "u1") { name } motto }', alice);
    expect(world.fetches()).toBe(2);
    await gateway.run('query Two { person(id: "u1") { name } motto }', alice);
    expect(world.fetches()).toBe(0);
    const other = 'query ($loud: Boolean) { person(id: "u1") { name(upper: $loud) } motto(loud: $loud) }';
    for (const loud of [true, false, true]) {
      const { data } = await gateway.run(other, { ...alice, variables: { loud } });
      expect(data).toEqual({
        person: { name: loud ? 'NAME OF U1' : 'Name of u1' },
        motto: loud ? 'WEAVE' : 'weave',
      });
    }
    expect(world.fetches()).toBe(4);
  });

  it('counts no more once an event tells of a change, for that entity alone', async () => {
    await gateway.run(names, { ...alice, ...namesOf('u1', 'u2') });
    await gateway.cache.take([world.people.rename('u1', 'Ada')]);
    world.fetches();
    const { data } = await gateway.run(names, { ...bob, ...namesOf('u1', 'u2') });
    expect(data).toMatchObject({ people: [{ name: 'Ada' }, { name: 'Name of u2' }] });
    expect(world.subgraph.seen.map(({ variables }) => variables.representations)).toEqual([
      [{ __typename: 'User', id: 'u1' }],
    ]);
  });

  it('counts no more, where it is no entity, after any event of the family, and after no other', async () => {
    const query = '{ motto asker }';
    await gateway.run('{ motto }', alice);
    await gateway.run(query, alice);
    world.fetches();
    await gateway.cache.take([changeEvent('people.group.made', { userId: 'alice' })]);
    await gateway.run(query, alice);
    expect(world.fetches()).toBe(0);
    await gateway.cache.take([world.people.say('spin')]);
    expect((await gateway.run('{ motto }', bob)).data).toEqual({ motto: 'spin' });
  });

  it('is not kept when an event came while it was fetched', async () => {
    const reached = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    world.subgraph.fault = async (response, answer) => {
      // It reads, then something changes and is told of, and only then it answers.
      const text = await answer();
      reached.resolve();
      await held.promise;
      response.setHeader('content-type', 'application/json').end(text);
    };
    const early = gateway.run(names, { ...alice, ...namesOf('u1') });
    await reached.promise;
    world.subgraph.fault = null;
    await gateway.cache.take([world.people.rename('u1', 'Ada')]);
    const after = await gateway.run(names, { ...bob, ...namesOf('u1') });
    expect(after.data).toEqual({ people: [{ id: 'u1', name: 'Ada' }] });
    held.resolve();
    expect((await early).data).toEqual({ people: [{ id: 'u1', name: 'Name of u1' }] });
    expect((await gateway.run(names, { ...bob, ...namesOf('u1') })).data).toEqual(after.data);
    expect(world.fetches()).toBe(3);
  });

  it('is never from before what the viewer did themselves, before any event of it', async () => {
    await gateway.run(names, { ...alice, ...namesOf('u1') });
    await gateway.run(names, { ...bob, ...namesOf('u1') });
    const done = await gateway.run('mutation { rename(id: "u1", name: "Ada") { text } }', alice);
    expect(done.data).toEqual({ rename: { text: 'Ada' } });
    const seenBy = async (caller: typeof alice) =>
      (await gateway.run(names, { ...caller, ...namesOf('u1') })).data?.people;
    expect(await seenBy(alice)).toEqual([{ id: 'u1', name: 'Ada' }]);
    expect(await seenBy(bob)).toEqual([{ id: 'u1', name: 'Name of u1' }]);
    world.fetches();
    expect(await seenBy(alice)).toEqual([{ id: 'u1', name: 'Ada' }]);
    expect(world.fetches()).toBe(0);
    // A reader who goes on with the old state does not bring it back for the writer.
    expect(await seenBy(bob)).toEqual([{ id: 'u1', name: 'Name of u1' }]);
    expect(await seenBy(alice)).toEqual([{ id: 'u1', name: 'Ada' }]);
  });

  it('is not what a read of the viewer brings that a mutation of theirs overtook', async () => {
    const query = 'query ($ids: [ID!]!) { people(ids: $ids) { id diary } }';
    const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    world.subgraph.fault = async (response, answer) => {
      const text = await answer();
      reached.resolve();
      await held.promise;
      response.setHeader('content-type', 'application/json').end(text);
    };
    const early = gateway.run(query, { ...alice, ...namesOf('alice') });
    await reached.promise;
    world.subgraph.fault = null;
    await gateway.run('mutation { rename(id: "alice", name: "Ada") { text } }', alice);
    held.resolve();
    await early;
    const { data } = await gateway.run(query, { ...alice, ...namesOf('alice') });
    expect(data).toEqual({ people: [{ id: 'alice', diary: 'diary of alice 1' }] });
  });

  it('is for one viewer and their rights where nothing says that it is for all', async () => {
    const query = 'query ($ids: [ID!]!) { people(ids: $ids) { diary email } }';
    const see = async (caller: typeof alice) =>
      (await gateway.run(query, { ...caller, ...namesOf('alice') })).data?.people;
    const reader = callerOf('bob', ['users:read']);
    expect(await see(alice)).toEqual([{ diary: 'diary of alice 0', email: 'alice@example.org 0' }]);
    expect(await see(bob)).toEqual([{ diary: null, email: null }]);
    expect(await see(reader)).toEqual([{ diary: null, email: 'alice@example.org 0' }]);
    expect(await see(alice)).toEqual([{ diary: 'diary of alice 0', email: 'alice@example.org 0' }]);
    expect(world.fetches()).toBe(3);
    // On another device, and after another proof of who they are, a viewer is the same.
    await see(callerOf('alice', [], { sessionId: 'other', authTime: new Date(0) }));
    expect(world.fetches()).toBe(0);
    await see(callerOf('alice', [], { emailVerified: false }));
    expect(world.fetches()).toBe(1);
  });

  it('is not served to whom a rule denies it, however the fetch came to ask for it', async () => {
    const query = '{ person(id: "u1") { email } }';
    const [one, other] = [callerOf('carol', ['users:read']), callerOf('dave', ['users:read'])];
    await gateway.run(query, one);
    await gateway.run(query, other);
    expect(world.fetches()).toBe(1);
    const denied = await gateway.run('{ person(id: "u1") { audit } }', bob);
    expect(denied.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(world.fetches()).toBe(0);
  });

  it('never is an answer with errors, whose places are told as ever', async () => {
    const query = 'query ($ids: [ID!]!) { people(ids: $ids) { id fault } }';
    await gateway.run(query, { ...alice, ...namesOf('u2') });
    world.fetches();
    for (const expected of [1, 1]) {
      const { data, errors } = await gateway.run(query, { ...bob, ...namesOf('u1', 'u2', 'bad') });
      expect(data).toMatchObject({ people: [{ fault: 'fine 0' }, { fault: 'fine 0' }, { fault: null }] });
      expect(errors).toMatchObject([{ message: 'No bad.', path: ['people', 2, 'fault'] }]);
      expect(world.fetches()).toBe(expected);
    }
  });

  it('never is what came with a cookie, which goes on to the caller', async () => {
    world.subgraph.responseHeaders['set-cookie'] = 'refresh=1';
    const cookies: string[] = [];
    const onCookies = (set: readonly string[]) => void cookies.push(...set);
    await gateway.run('{ motto }', { ...alice, onCookies });
    await gateway.run('{ motto }', { ...alice, onCookies });
    delete world.subgraph.responseHeaders['set-cookie'];
    expect([world.fetches(), cookies]).toEqual([2, ['refresh=1', 'refresh=1']]);
  });

  it.each([
    ['nothing is said of a field', 'query ($ids: [ID!]!) { people(ids: $ids) { name mood } }'],
    ['it is a mutation that asks', 'mutation { rename(id: "u9", name: "Ida") { text } }'],
    ['nothing is said of a root field', '{ motto unmarked }'],
  ])('never is anything where %s', async (_name, query) => {
    for (const expected of [1, 1]) {
      await gateway.run(query, { ...alice, ...namesOf('u1') });
      expect(world.fetches()).toBe(expected);
    }
  });

  it('ends with its time', async () => {
    await gateway.run('{ brief }', alice);
    await gateway.run('{ brief }', alice);
    expect(world.fetches()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await gateway.run('{ brief }', alice);
    expect(world.fetches()).toBe(1);
  });

  it('is nothing of a subgraph that breaks, and heals with it', async () => {
    await gateway.run(names, { ...alice, ...namesOf('u1') });
    const more = { ...alice, ...namesOf('u1', 'u2', 'u3') };
    world.subgraph.fault = answerWith({ data: { _entities: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } });
    const broken = await gateway.run(names, more);
    expect(broken.errors?.map(({ extensions }) => extensions?.code)).toEqual(
      Array.from({ length: 3 }, () => 'SUBGRAPH_UNAVAILABLE'),
    );
    world.subgraph.fault = (response) => void response.destroy();
    expect((await gateway.run(names, more)).errors).toHaveLength(3);
    world.subgraph.fault = null;
    expect((await gateway.run(names, more)).errors).toBeUndefined();
  });
});
