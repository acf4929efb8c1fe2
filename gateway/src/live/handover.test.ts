import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-sse';
import type { Sink } from 'graphql-ws';
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
  // On a machine with other work an update may take its time.
  stays = await services.start({ subgraphTimeoutMs: 10_000 });
}, startTimeMaxMs);
afterAll(() => services.stop(), startTimeMaxMs);
beforeEach(async () => {
  alice = uuidv7();
  leaves = await forkGateway(services, stays, { DRAIN_SECONDS: '1' });
}, startTimeMaxMs);
afterEach(() => leaves.kill());

interface Follower extends Watched {
  readonly closes: unknown[];
}

/** The same over event streams. */
async function followStream(gatewayNow: () => string): Promise<Follower> {
  const authorization = `Bearer ${await stays.issuer.sign({ userId: alice })}`;
  const closes: unknown[] = [];
  const client = createClient({
    url: () => `${gatewayNow()}/graphql/stream`,
    headers: { authorization },
    retryAttempts: 20,
    retry: async () => {
      closes.push('broken off');
      await delay(20 + Math.random() * 100);
    },
  });
  return collect((sink, variables) => client.subscribe({ query: changes, variables }, sink), closes);
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
  return collect((sink, variables) => client.subscribe({ query: changes, variables }, sink), closes);
}

type Subscribe = (sink: Sink<ExecutionResult>, variables: Record<string, unknown>) => () => void;

/** Collects what comes, and moves the cursor along. */
function collect(subscribe: Subscribe, closes: unknown[]): Follower {
  const variables: Record<string, unknown> = {};
  const watched: Follower = { results: [], ended: undefined, stop: () => {}, closes };
  const next: Sink<ExecutionResult>['next'] = (result) => {
    expect(result.errors).toBeUndefined();
    watched.results.push(JSON.parse(JSON.stringify(result)));
    variables.after = cursorsOf(watched).at(-1);
  };
  const error = (failure: unknown) => void (watched.ended = failure);
  const complete = () => void (watched.ended ??= null);
  watched.stop = subscribe({ next, error, complete }, variables);
  return watched;
}

describe('a gateway that is told to stop', () => {
  it.each([
    ['sockets', follow, expect.objectContaining({ code: 1001, reason: 'Going away' })],
    ['event streams', followStream, 'broken off'],
  ])(
    'hands its %s over to another, where they go on behind their cursors and miss nothing',
    async (_name, begin, close: unknown) => {
      let now = leaves.url;
      const followers = await Promise.all(Array.from({ length: clientsCount }, () => begin(() => now)));
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
        expect(follower.closes).toContainEqual(close);
        follower.stop();
      }
      await services.settle();
    },
    startTimeMaxMs,
  );
});
