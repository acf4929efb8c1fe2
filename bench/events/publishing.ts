import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker } from '@payloom/messaging/broker';
import { startRelay } from '@payloom/messaging/relay';
import { rateOf, type Stage } from './stage.ts';
import { publishConfirmed } from './publish-confirmed.ts';

const batchSize = 500;
const batchesInFlight = 4;
const rowsAtOnce = 2_000;

/**
 * The bound: amqplib alone, the same messages to the same exchange and queue, persistent, four batches of 500 on their way
 * and each confirmed. No database, no order within a subject, nothing kept if it dies.
 */
export async function publishBare({ amqp }: Stage, events: readonly EventEnvelope[]): Promise<number> {
  const channel = await amqp.createConfirmChannel();
  let next = 0;
  const sendBatches = async () => {
    while (next < events.length) {
      const batch = events.slice(next, next + batchSize);
      next += batchSize;
      await Promise.all(batch.map((event) => publishConfirmed(channel, event)));
    }
  };
  const rate = await rateOf(events.length, async () => {
    await Promise.all(Array.from({ length: batchesInFlight }, sendBatches));
  });
  await channel.close();
  return rate;
}

/** Puts events into the outbox as committed transactions left them. */
export async function fillOutbox({ pool }: Stage, events: readonly EventEnvelope[]): Promise<void> {
  for (let start = 0; start < events.length; start += rowsAtOnce)
    await pool.query('insert into outbox (event) select value from jsonb_array_elements($1::jsonb)', [
      JSON.stringify(events.slice(start, start + rowsAtOnce)),
    ]);
}

/** The broker, and when it has confirmed so many events. Nobody asks the database meanwhile: that would slow it down. */
function countingConfirms(broker: Pick<Broker, 'publish'>, count: number) {
  const { promise: allConfirmed, resolve } = Promise.withResolvers<void>();
  let confirmed = 0;
  const publish = async (events: readonly EventEnvelope[]) => {
    await broker.publish(events);
    confirmed += events.length;
    if (confirmed >= count) resolve();
  };
  return { counted: { publish }, allConfirmed };
}

/** The relay, from a full outbox until the broker has confirmed its last row and the outbox is empty. */
export async function relayBacklog(stage: Stage, events: readonly EventEnvelope[]): Promise<number> {
  await fillOutbox(stage, events);
  const { counted, allConfirmed } = countingConfirms(stage.broker, events.length);
  const rate = await rateOf(events.length, async () => {
    const relay = await startRelay({ orm: stage.orm, broker: counted });
    await allConfirmed;
    await relay.stop();
  });
  const { rows } = await stage.pool.query('select from outbox limit 1');
  if (rows.length > 0) throw new Error('The relay left something in the outbox');
  return rate;
}
