import { commitAll, paymentsOf } from './commits.ts';
import type { StartedGateway } from './gateways.ts';
import { memoryOf } from '../processes/process-usage.ts';
import type { Stage } from './stage.ts';
import { receive, subscribe, unsubscribe } from './subscribers.ts';

export const socketCounts = [1_000, 5_000, 10_000] as const;
const warmUpSockets = 1_000;
const warmUpEvents = 200;
const bytesPerKibibyte = 1_024;
const bytesPerKilobyte = 1_000;

/** What a subscribed socket on which nothing happens takes of a gateway's memory. */
export interface SocketMemory {
  /** In kB, by how many there are, once the garbage of their beginning is gone. */
  readonly kilobytes: ReadonlyMap<number, number>;
  /** With all of them, garbage and what is reserved for more included. */
  readonly withGarbage: number;
}

async function settledMemoryOf({ process: gateway }: StartedGateway): Promise<number> {
  // Once is not enough for what finalizers let go of.
  await gateway.collectGarbage();
  await gateway.collectGarbage();
  return memoryOf(gateway.pid);
}

/** Measures a gateway that has just started, each socket another person's. */
export async function socketMemory(stage: Stage, gateway: StartedGateway): Promise<SocketMemory> {
  const { payers } = stage.people;
  const first = payers.slice(0, warmUpSockets);
  // What a gateway loads when it is first used, and the room for short-lived objects that V8 adds then, is no matter of sockets.
  await subscribe(stage, gateway, first);
  await commitAll(stage, paymentsOf(first, warmUpEvents), warmUpEvents);
  await receive(stage, warmUpEvents);
  await unsubscribe(stage, gateway);
  const empty = await settledMemoryOf(gateway);
  const perSocket = (memory: number, count: number) =>
    ((memory - empty) * bytesPerKibibyte) / bytesPerKilobyte / count;
  const kilobytes = new Map<number, number>();
  let [open, withGarbage] = [0, 0];
  for (const count of socketCounts) {
    await subscribe(stage, gateway, payers.slice(open, count));
    open = count;
    withGarbage = perSocket(await memoryOf(gateway.process.pid), count);
    kilobytes.set(count, perSocket(await settledMemoryOf(gateway), count));
  }
  await unsubscribe(stage, gateway);
  return { kilobytes, withGarbage };
}
