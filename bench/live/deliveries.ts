import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { percentile } from '../percentile.ts';
import { commitAll, paymentsOf, paymentsOfOthers, type PaymentEvent } from './commits.ts';
import type { StartedGateway } from './gateways.ts';
import { cpuSecondsOf } from '../processes/process-usage.ts';
import type { Stage } from './stage.ts';
import { receive, subscribe, unsubscribe } from './subscribers.ts';

/** Sockets of every measurement, each another person's. */
export const socketsCount = 1_000;
const fanOut = { events: 10, perSecond: 2 };
const fanOutWarmUp = { events: 2, perSecond: 2 };
/** A process that has just begun is slow at anything, and at much in another way than at little. */
const singleWarmUps = [
  { events: 800, perSecond: 200 },
  { events: 2_000, perSecond: 1_000 },
];
const seconds = { slow: 5, quick: 2 };

/** What a gateway did in a while. */
export interface Delivered {
  readonly perCpuSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From the commit until RabbitMQ handed the event to somebody who does nothing with it, in the same while. */
  readonly brokerP50Ms: number;
  readonly brokerP99Ms: number;
}

/** By how many events came a second. */
export interface DeliveredToOne {
  /** 100. */
  readonly slow: Delivered;
  /** 1,000. */
  readonly quick: Delivered;
}

const timesSchema = z.array(z.tuple([z.string(), z.number()]));

/** Waits until each event has come to as many as it reaches. */
async function deliver(
  stage: Stage,
  { process: { pid } }: StartedGateway,
  { events, perSecond, reached }: { events: readonly PaymentEvent[]; perSecond: number; reached: number },
): Promise<Delivered> {
  await stage.feed.tell('takeArrivals');
  const cpuBefore = await cpuSecondsOf(pid);
  const committedAtMs = await commitAll(stage, events, perSecond);
  const received = await receive(stage, events.length * reached);
  const cpuSeconds = (await cpuSecondsOf(pid)) - cpuBefore;
  const arrivals = await stage.feed.ask('takeArrivals', null, timesSchema);
  const sinceCommit = (times: typeof received) =>
    // An event may come before its commit has been answered.
    times
      .map(([id, atMs]) => Math.max(0, atMs - (committedAtMs.get(id) ?? Number.NaN)))
      .sort((one, other) => one - other);
  const [waits, brokerWaits] = [sinceCommit(received), sinceCommit(arrivals)];
  return {
    perCpuSecond: received.length / cpuSeconds,
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    brokerP50Ms: percentile(brokerWaits, 0.5),
    brokerP99Ms: percentile(brokerWaits, 0.99),
  };
}

/** Each event goes to every socket: those who look on at all payments. */
export async function deliverToAll(stage: Stage, gateway: StartedGateway): Promise<Delivered> {
  await subscribe(stage, gateway, stage.people.administrators.slice(0, socketsCount));
  const run = ({ events, perSecond }: typeof fanOut) =>
    deliver(stage, gateway, { events: paymentsOfOthers(events), perSecond, reached: socketsCount });
  await run(fanOutWarmUp);
  const delivered = await run(fanOut);
  await unsubscribe(stage, gateway);
  return delivered;
}

/** Each event goes to one socket: that of who pays. */
export async function deliverToOneEach(stage: Stage, gateway: StartedGateway): Promise<DeliveredToOne> {
  const payers = stage.people.payers.slice(0, socketsCount);
  await subscribe(stage, gateway, payers);
  const run = (events: number, perSecond: number) =>
    deliver(stage, gateway, { events: paymentsOf(payers, events), perSecond, reached: 1 });
  for (const { events, perSecond } of singleWarmUps) await run(events, perSecond);
  const slow = await run(100 * seconds.slow, 100);
  const quick = await run(1_000 * seconds.quick, 1_000);
  await unsubscribe(stage, gateway);
  return { slow, quick };
}

/** The bound of `deliverToAll`: the same message to as many sockets, by `ws` alone. In deliveries per CPU-second. */
export async function sendToAll(stage: Stage, update: unknown): Promise<number> {
  const { bare, people } = stage;
  const subscriptionsCount = () => bare.ask('subscribersCount', null, z.int());
  const socketUrl = await bare.ask('address', null, z.string());
  const served = { socketUrl, subscriptionsCount };
  await subscribe(stage, served, people.administrators.slice(0, socketsCount));
  const run = async ({ events, perSecond }: typeof fanOut) => {
    for (let sent = 0; sent < events; sent += 1) {
      await bare.tell('send', update);
      await delay(1_000 / perSecond);
    }
    await receive(stage, events * socketsCount);
  };
  await run(fanOutWarmUp);
  const cpuBefore = await cpuSecondsOf(bare.pid);
  await run(fanOut);
  const cpuSeconds = (await cpuSecondsOf(bare.pid)) - cpuBefore;
  await unsubscribe(stage, served);
  return (fanOut.events * socketsCount) / cpuSeconds;
}
