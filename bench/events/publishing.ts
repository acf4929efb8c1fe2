import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { startRelay } from '@payloom/messaging/relay';
import { exchange, rateOf, type Stage } from './stage.ts';

const batchSize = 500;
const batchesInFlight = 4;
const rowsAtOnce = 2_000;
const pollEveryMs = 2;

/**
 * The bound: amqplib alone, to the same exchange and queue, the same bodies, persistent, four batches of 500 on their way
 * and each confirmed. No database, no order within a subject, nothing kept if it dies.
 */
export async function publishBare({ amqp }: Stage, events: readonly EventEnvelope[]): Promise<number> {
  const channel = await amqp.createConfirmChannel();
  const confirmed = (event: EventEnvelope) =>
    new Promise<void>((resolve, reject) => {
      const content = Buffer.from(JSON.stringify(event));
      const properties = {
        persistent: true,
        contentType: 'application/cloudevents+json',
        messageId: event.id,
      };
      channel.publish(exchange, event.type, content, properties, (error: unknown) =>
        error instanceof Error ? reject(error) : resolve(),
      );
    });
  let next = 0;
  const sendBatches = async () => {
    while (next < events.length) {
      const batch = events.slice(next, next + batchSize);
      next += batchSize;
      await Promise.all(batch.map(confirmed));
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

async function untilOutboxIsEmpty({ pool }: Stage): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ more: boolean }>('select exists (select from outbox) as more');
    if (rows[0]?.more === false) return;
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
}

/** The relay, from a full outbox to one whose last row the broker has confirmed. */
export async function relayBacklog(stage: Stage, events: readonly EventEnvelope[]): Promise<number> {
  await fillOutbox(stage, events);
  return rateOf(events.length, async () => {
    const relay = await startRelay({ orm: stage.orm, broker: stage.broker });
    await untilOutboxIsEmpty(stage);
    await relay.stop();
  });
}
