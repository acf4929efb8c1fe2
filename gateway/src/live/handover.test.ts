import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { forkGateway, type ForkedGateway } from '../testing/forked-gateway.ts';
import { changes, cursorsOf, idsOf } from '../testing/live-fixture.ts';
import { startServicesFixture, type ServicesFixture } from '../testing/services-fixture.ts';
import type { TestGateway, Watched } from '../testing/test-gateway.ts';

const startTimeMaxMs = 120_000;
const clientsCount = 8;
let services: ServicesFixture;
let stays: TestGateway;
let leaves: ForkedGateway;
let alice: string;

beforeAll(async () => {
  services = await startServicesFixture();
  stays = await services.start();
}, startTimeMaxMs);
afterAll(() => services.stop(), startTimeMaxMs);
beforeEach(async () => {
  alice = uuidv7();
  leaves = await forkGateway(services, stays, { DRAIN_SECONDS: '1' });
});
afterEach(() => leaves.kill());

interface Follower extends Watched {
  readonly closes: unknown[];
}

/** Subscribes as a client should: over whichever gateway there is, behind the last cursor. */
async function follow(gatewayNow: () => string): Promise<Follower> {
  const authorization = `Bearer ${await stays.issuer.sign({ userId: alice })}`;
  const closes: unknown[] = [];
  const client = stays.client({
    url: () => `${gatewayNow().replace('http', 'ws')}/graphql`,
    connectionParams: { authorization },
    retryAttempts: 20,
    retryWait: () => delay(20 + Math.random() * 100),
    on: { closed: (event) => void closes.push(event) },
  });
  const variables: Record<string, unknown> = {};
  const watched: Follower = { results: [], ended: undefined, stop: () => {}, closes };
  watched.stop = client.subscribe(
    { query: changes, variables },
    {
      next: (result) => {
        watched.results.push(JSON.parse(JSON.stringify(result)));
        variables.after = cursorsOf(watched).at(-1);
      },
      error: (error) => (watched.ended = error),
      complete: () => (watched.ended ??= null),
    },
  );
  return watched;
}

describe('a gateway that is told to stop', () => {
  it(
    'hands its subscribers over to another, which go on behind their cursors and miss nothing',
    async () => {
      let now = leaves.url;
      const followers = await Promise.all(Array.from({ length: clientsCount }, () => follow(() => now)));
      const ids: string[] = [];
      // Until everybody has had one, which a cursor takes.
      await eventually(async () => {
        ids.push(...(await services.publishFor(alice, 1)));
        for (const { results } of followers) expect(results).not.toEqual([]);
      });
      const publishing = new AbortController();
      const published = (async () => {
        while (!publishing.signal.aborted) {
          ids.push(...(await services.publishFor(alice, 2)));
          await delay(20);
        }
      })();
      now = stays.gateway.url;
      expect(await leaves.terminate()).toBe(0);
      await eventually(() => expect(stays.gateway.live.size).toBe(clientsCount));
      publishing.abort();
      await published;
      for (const follower of followers) {
        // The first ones were published before anybody listened.
        await eventually(() =>
          expect(idsOf(follower)).toEqual(ids.slice(ids.indexOf(idsOf(follower)[0] ?? ''))),
        );
        expect(follower.closes).toEqual([expect.objectContaining({ code: 1001, reason: 'Going away' })]);
        follower.stop();
      }
      await services.settle();
    },
    startTimeMaxMs,
  );
});
