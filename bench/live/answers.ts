import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { commitAll, paymentsOf, paymentsOfOthers, type PaymentEvent } from './commits.ts';
import { startHive, startOurs, type StartedGateway } from './gateways.ts';
import type { Stage } from './stage.ts';
import { receive, subscribe, unsubscribe, type Subscriber } from './subscribers.ts';

const updateSchema = z.strictObject({
  data: z.strictObject({ paymentChanged: z.looseObject({ cursor: z.string().min(20) }) }),
});

/** What an update tells; its cursor is each gateway's own. */
async function toldBy({ clients }: Stage, { socketUrl }: StartedGateway): Promise<unknown> {
  const { data } = await clients.ask('lastUpdate', socketUrl, updateSchema);
  const { cursor: _own, ...told } = data.paymentChanged;
  return told;
}

/**
 * Has both gateways deliver the same event to the same subscriber. Throws where the updates differ in more than their cursors.
 */
async function compareUpdate(
  stage: Stage,
  [ours, hive]: readonly [StartedGateway, StartedGateway],
  { subscriber, events }: { subscriber: Subscriber; events: readonly PaymentEvent[] },
): Promise<void> {
  await subscribe(stage, ours, [subscriber]);
  await subscribe(stage, hive, [subscriber]);
  await commitAll(stage, events, 1);
  await receive(stage, 2 * events.length);
  const [one, other] = [await toldBy(stage, ours), await toldBy(stage, hive)];
  if (!isDeepStrictEqual(one, other))
    throw new Error(`The gateways tell different things: ${JSON.stringify(one)}, ${JSON.stringify(other)}`);
  await unsubscribe(stage, ours);
  await unsubscribe(stage, hive);
}

/** Compares the gateways before anything is timed. Resolves with an update as clients get it. */
export async function compareAnswers(stage: Stage): Promise<unknown> {
  await using started = new AsyncDisposableStack();
  const ours = started.adopt(await startOurs(stage), (gateway) => gateway.stop());
  const hive = started.adopt(await startHive(stage), (gateway) => gateway.stop());
  const { administrators, payers } = stage.people;
  const [administrator, payer] = [administrators[0], payers[0]];
  if (!administrator || !payer) throw new Error('There is nobody to subscribe');
  await compareUpdate(stage, [ours, hive], { subscriber: administrator, events: paymentsOfOthers(1) });
  await compareUpdate(stage, [ours, hive], { subscriber: payer, events: paymentsOf([payer], 1) });
  return await stage.clients.ask('lastUpdate', ours.socketUrl, z.unknown());
}
