import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TestIssuer } from '@payloom/testkit/tokens';
import type { StartedGateway } from './gateways.ts';
import type { Stage } from './stage.ts';

const subscribedMsMax = 60_000;
/** What a gateway has told Redis or a subgraph last may still be on its way. */
const settleMs = 500;
let sourcesCount = 0;

type Served = Pick<StartedGateway, 'socketUrl' | 'subscriptionsCount'>;

/** Somebody with a socket of their own. */
export interface Subscriber {
  readonly token: string;
  /** Whose payments alone they want to hear of; null for all that they may. */
  readonly payerId: string | null;
}

/** Everybody the benchmark needs, each signed in: no two sockets are one person's. */
export interface People {
  /** They may hear of every payment. */
  readonly administrators: readonly Subscriber[];
  /** They hear of what they pay. */
  readonly payers: readonly Subscriber[];
}

const tokenSeconds = 7_200;

export async function signIn(
  issuer: TestIssuer,
  counts: Readonly<Record<keyof People, number>>,
): Promise<People> {
  const administrator = async () => ({
    token: await issuer.sign({ userId: uuidv7(), role: 'ADMIN' }, tokenSeconds),
    payerId: null,
  });
  const payer = async () => {
    const payerId = uuidv7();
    return { token: await issuer.sign({ userId: payerId }, tokenSeconds), payerId };
  };
  return {
    administrators: await Promise.all(Array.from({ length: counts.administrators }, administrator)),
    payers: await Promise.all(Array.from({ length: counts.payers }, payer)),
  };
}

/** Opens a socket for each and waits until all subscriptions run. */
export async function subscribe(
  { clients }: Stage,
  { socketUrl: url, subscriptionsCount }: Served,
  subscribers: readonly Subscriber[],
): Promise<void> {
  const before = await subscriptionsCount();
  sourcesCount += 1;
  await clients.tell('open', { url, subscribers, sourceAddress: `127.0.0.${1 + (sourcesCount % 200)}` });
  await eventually(
    async () => {
      await clients.tell('check');
      const count = (await subscriptionsCount()) - before;
      if (count !== subscribers.length)
        throw new Error(`${count} of ${subscribers.length} subscriptions run`);
    },
    { withinMs: subscribedMsMax },
  );
  await delay(settleMs);
}

/** Closes every socket and waits until nothing of them is left. */
export async function unsubscribe({ clients }: Stage, { subscriptionsCount }: Served): Promise<void> {
  await clients.tell('close');
  await eventually(
    async () => {
      const count = await subscriptionsCount();
      if (count > 0) throw new Error(`${count} subscriptions are left`);
    },
    { withinMs: subscribedMsMax },
  );
}

const receivedSchema = z.array(z.tuple([z.string(), z.number()]));

/** Waits for so many updates. Resolves with the payment and the time of each. */
export async function receive({ clients }: Stage, count: number): Promise<z.infer<typeof receivedSchema>> {
  await clients.tell('waitForUpdates', count);
  return clients.ask('takeReceived', null, receivedSchema);
}
