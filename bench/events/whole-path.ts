import type { EntityManager } from '@mikro-orm/postgresql';
import { createEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Subscription } from '@payloom/messaging/broker';
import { consumeAll, defineEventHandler } from '@payloom/messaging/event-handler';
import { recordEvent } from '@payloom/messaging/outbox';
import { startRelay } from '@payloom/messaging/relay';
import type { Message } from 'amqplib';
import type { PoolClient } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { Change, exchange, queue, type Countdown, type PaymentEvent, type Stage } from './stage.ts';

const batchSizeMax = 200;
/** Messages that the peer's consumer handles at the same time: more than ours does singly. */
const prefetchMax = 16;
const contentType = 'application/cloudevents+json';
const insertEffect = 'insert into effects (event_id, subject) values';

/** One way from a committed change to the effect of its event in a consumer. */
export interface Path {
  /** Commits a change, tells the id of its event then, and resolves as soon as the service could answer its caller. */
  write(event: PaymentEvent, onCommitted: (eventId: string) => void): Promise<void>;
  stop(): Promise<void>;
}

async function inTransaction(stage: Stage, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await stage.pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Tells of effects when their transaction is committed. */
function telling(subscription: Subscription, countdown: Countdown): Subscription {
  const { handle, handleBatch } = subscription;
  return {
    ...subscription,
    handle: async (event, delivery) => {
      await handle(event, delivery);
      countdown.done([event.id]);
    },
    handleBatch:
      handleBatch &&
      (async (events) => {
        await handleBatch(events);
        countdown.done(events.map(({ id }) => id));
      }),
  };
}

/** Ours: the event in the outbox by the transaction of the change, the relay, the inbox with several events at once. */
export async function openOurPath(stage: Stage, countdown: Countdown): Promise<Path> {
  const { orm, broker } = stage;
  const handle = async ({ id, subject }: EventEnvelope, em: EntityManager) => {
    await em.execute(`${insertEffect} (?, ?)`, [id, subject]);
  };
  const handler = defineEventHandler({ queue, patterns: ['payments.#'], batchSizeMax, handle });
  const told = {
    declare: broker.declare.bind(broker),
    consume: (subscription: Subscription) => broker.consume(telling(subscription, countdown)),
  };
  const consumers = await consumeAll(told, orm, [handler]);
  const relay = await startRelay({ orm, broker });
  const write: Path['write'] = async (event, onCommitted) => {
    const em = orm.em.fork();
    em.create(Change, { id: uuidv7(), note: event.subject });
    const { id } = recordEvent(em, event);
    await em.flush();
    onCommitted(id);
  };
  const stop = async () => {
    await relay.stop();
    await consumers.stop();
  };
  return { write, stop };
}

/**
 * What others do: commit the change, then publish its event and wait for the confirm, one by one; on the other side a
 * transaction for each message, with the same inbox, written against the driver. Changes are written by the same ORM on both
 * sides. What it lacks: a process that ends between commit and confirm loses the event, and messages handled at the same time lose the
 * order of their subject.
 */
export async function openPublishAfterCommit(stage: Stage, countdown: Countdown): Promise<Path> {
  const publishing = await stage.amqp.createConfirmChannel();
  const taking = await stage.amqp.createChannel();
  await taking.prefetch(prefetchMax);
  const handle = async (message: Message) => {
    const event = JSON.parse(message.content.toString()) as EventEnvelope;
    await inTransaction(stage, async (client) => {
      const { rowCount } = await client.query(
        'insert into inbox (queue, event_id, handled_at) values ($1, $2, now()) on conflict do nothing',
        [queue, event.id],
      );
      if (rowCount) await client.query(`${insertEffect} ($1, $2)`, [event.id, event.subject]);
    });
    taking.ack(message);
    countdown.done([event.id]);
  };
  const { consumerTag } = await taking.consume(queue, (message) => void (message && handle(message)));
  const write: Path['write'] = async (newEvent, onCommitted) => {
    const em = stage.orm.em.fork();
    em.create(Change, { id: uuidv7(), note: newEvent.subject });
    const event = createEvent(newEvent);
    await em.flush();
    onCommitted(event.id);
    await new Promise<void>((resolve, reject) => {
      const properties = { persistent: true, contentType, messageId: event.id };
      const content = Buffer.from(JSON.stringify(event));
      publishing.publish(exchange, event.type, content, properties, (error: unknown) =>
        error instanceof Error ? reject(error) : resolve(),
      );
    });
  };
  const stop = async () => {
    await taking.cancel(consumerTag);
    await taking.close();
    await publishing.close();
  };
  return { write, stop };
}
