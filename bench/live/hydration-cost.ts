import { z } from 'zod';
import { commitAll, paymentsOfOthers } from './commits.ts';
import type { StartedGateway } from './gateways.ts';
import type { Stage } from './stage.ts';
import { receive, subscribe, unsubscribe } from './subscribers.ts';

export const subscriberCounts = [1, 10, 100, 1_000] as const;
const events = { count: 5, perSecond: 5 };

/** How many requests the subgraphs get for one event, by how many subscribe to it. */
export type HydrationCost = ReadonlyMap<number, number>;

/** Counts what one event costs the subgraphs when so many of one class of viewers get it. */
export async function hydrationCost(stage: Stage, gateway: StartedGateway): Promise<HydrationCost> {
  const cost = new Map<number, number>();
  for (const count of subscriberCounts) {
    await subscribe(stage, gateway, stage.people.administrators.slice(0, count));
    await stage.entities.tell('takeRequestsCount');
    await commitAll(stage, paymentsOfOthers(events.count), events.perSecond);
    await receive(stage, events.count * count);
    cost.set(count, (await stage.entities.ask('takeRequestsCount', null, z.int())) / events.count);
    await unsubscribe(stage, gateway);
  }
  return cost;
}
