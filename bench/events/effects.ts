import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker, Subscription } from '@payloom/messaging/broker';
import { consumeAll, defineEventHandler } from '@payloom/messaging/event-handler';
import { handleOnce } from '@payloom/messaging/inbox';
import type { ChannelModel, Message } from 'amqplib';
import { connectionsMax, Effect, queue, type ServiceOrm } from './tables.ts';

const batchSizeMax = 200;

/** Hears of effects when their transaction is committed. */
export type OnEffects = (eventIds: readonly string[]) => void;

export interface Consuming {
  stop(): Promise<void>;
}

async function applyEffect({ id, subject }: EventEnvelope, em: EntityManager): Promise<void> {
  em.create(Effect, { eventId: id, subject });
}

function telling(subscription: Subscription, onEffects: OnEffects): Subscription {
  const { handle, handleBatch } = subscription;
  return {
    ...subscription,
    handle: async (event, delivery) => {
      await handle(event, delivery);
      onEffects([event.id]);
    },
    handleBatch:
      handleBatch &&
      (async (events) => {
        await handleBatch(events);
        onEffects(events.map(({ id }) => id));
      }),
  };
}

/** Ours: the inbox with several events in a transaction, each subject in order. */
export function consumeInBatches(orm: ServiceOrm, broker: Broker, onEffects: OnEffects): Promise<Consuming> {
  const handler = defineEventHandler({ queue, patterns: ['payments.#'], batchSizeMax, handle: applyEffect });
  const told = {
    declare: broker.declare.bind(broker),
    consume: (subscription: Subscription) => broker.consume(telling(subscription, onEffects)),
  };
  return consumeAll(told, orm, [handler]);
}

/** What others do: a transaction for each message, as many at the same time as there are connections to the database. */
export async function consumeSingly(
  orm: ServiceOrm,
  amqp: ChannelModel,
  onEffects: OnEffects,
): Promise<Consuming> {
  const taking = await amqp.createChannel();
  await taking.prefetch(connectionsMax);
  const handle = async (message: Message) => {
    const event = JSON.parse(message.content.toString()) as EventEnvelope;
    await handleOnce(orm.em, queue, event, (em) => applyEffect(event, em));
    taking.ack(message);
    onEffects([event.id]);
  };
  const { consumerTag } = await taking.consume(queue, (message) => void (message && handle(message)));
  const stop = async () => {
    await taking.cancel(consumerTag);
    await taking.close();
  };
  return { stop };
}
