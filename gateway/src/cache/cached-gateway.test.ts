import { userAudience } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { startCachedGraph, type CachedGraphFixture } from '../testing/cached-graph.ts';
import { startTestGateway, watch, type TestGateway } from '../testing/test-gateway.ts';

let world: CachedGraphFixture;
let test: TestGateway;
const [alice, bob] = [uuidv7(), uuidv7()];

beforeAll(async () => {
  world = await startCachedGraph();
  test = await startTestGateway(world.sdl);
});
afterAll(async () => {
  await test.stop();
  await world.stop();
});
beforeEach(() => {
  world.people.reset();
  world.fetches();
});

const authorize = async (userId: string, at = test) => ({
  authorization: `Bearer ${await at.issuer.sign({ userId, role: 'CUSTOMER' })}`,
});

async function nameSeenBy(userId: string, of: string, at = test): Promise<unknown> {
  const query = 'query ($id: ID!) { person(id: $id) { name } }';
  const { body } = await at.post({ query, variables: { id: of } }, await authorize(userId, at));
  return body.data?.person;
}

/** Waits until the gateway hears events, and so keeps what it fetches. */
async function untilKept(): Promise<void> {
  await eventually(async () => {
    await nameSeenBy(bob, 'warm');
    world.fetches();
    await nameSeenBy(bob, 'warm');
    expect(world.fetches()).toBe(0);
  });
}

it('keeps what it fetches, and says in its metrics how often that helped', async () => {
  await untilKept();
  const metrics = await (await fetch(`${test.gateway.url}/metrics`)).text();
  expect(metrics).toMatch(
    /payloom_gateway_cache_lookups_total\{subgraph="people",kind="entity",outcome="hit".*\} [1-9]/,
  );
  expect(metrics).toMatch(/payloom_gateway_cache_invalidations_total\{cause="silence".*\} 1\n/);
});

it('tells of a change only when nothing older is served any more', async () => {
  await untilKept();
  const client = test.client({ connectionParams: await authorize(alice) });
  const updates = watch(client, 'subscription { userChanged { user { name } } }');
  await eventually(() => expect(test.gateway.live.size).toBe(1));
  for (let nth = 1; nth <= 20; nth += 1) {
    // So that there is something to be late with.
    expect(await nameSeenBy(bob, alice)).toBeTruthy();
    const event = { ...world.people.rename(alice), audience: userAudience(alice) };
    await test.broker.publish([event]);
    await eventually(() => expect(updates.results).toHaveLength(nth));
    const name = `Name ${nth} of ${alice}`;
    expect(updates.results.at(-1)?.data).toEqual({ userChanged: { user: { name } } });
    expect(await nameSeenBy(bob, alice)).toEqual({ name });
  }
  updates.stop();
  await eventually(() => expect(test.gateway.live.size).toBe(0));
});

it('hears of events that nobody is told of', async () => {
  await untilKept();
  await test.post({ query: '{ motto }' }, await authorize(bob));
  await test.broker.publish([world.people.say('spin')]);
  await eventually(async () =>
    expect((await test.post({ query: '{ motto }' }, await authorize(bob))).body.data).toEqual({
      motto: 'spin',
    }),
  );
});

it('shows viewers at once what they did by a mutation, over a socket too, or by a file', async () => {
  await untilKept();
  const rename = (name: string) => `mutation { rename(id: "${alice}", name: "${name}") { text } }`;
  await nameSeenBy(alice, alice);
  await test.post({ query: rename('Ada') }, await authorize(alice));
  expect(await nameSeenBy(alice, alice)).toEqual({ name: 'Ada' });

  const client = test.client({ connectionParams: await authorize(alice) });
  const renamed = watch(client, rename('Ida'));
  await eventually(() => expect(renamed.ended).toBe(null));
  expect(await nameSeenBy(alice, alice)).toEqual({ name: 'Ida' });

  world.people.rename(alice, 'Eva');
  expect(await nameSeenBy(alice, alice)).toEqual({ name: 'Ida' });
  const sent = await fetch(`${test.gateway.url}/files/people/avatar`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await authorize(alice)) },
    body: JSON.stringify({ query: '{ motto }' }),
  });
  expect(sent.status).toBe(200);
  expect(await nameSeenBy(alice, alice)).toEqual({ name: 'Eva' });
});

it.each([
  ['it is turned off', { cache: false }],
  ['no events can be heard', { broker: null }],
])('keeps nothing where %s', async (_name, env) => {
  const other = await startTestGateway(world.sdl, env);
  for (let nth = 0; nth < 5; nth += 1) {
    world.fetches();
    await nameSeenBy(bob, alice, other);
    expect(world.fetches()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await other.stop();
});
