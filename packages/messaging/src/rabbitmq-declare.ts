import type { Channel, ChannelModel } from 'amqplib';
import { closeQuietly } from './rabbitmq-close.ts';
import type { Topology } from './topology.ts';

const preconditionFailed = 406;

function isPreconditionFailed(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === preconditionFailed;
}

/** Rejects in words where an exchange or a queue stands otherwise than expected. */
async function explaining<T>(what: string, declared: Promise<T>): Promise<T> {
  try {
    return await declared;
  } catch (error) {
    if (!isPreconditionFailed(error)) throw error;
    const message = `${what} stands in RabbitMQ with other settings than expected: move its messages away and delete it, and it is made anew`;
    throw new Error(`${message}. ${error.message}`, { cause: error });
  }
}

async function declareOn(channel: Channel, { exchanges, queues, bindings }: Topology): Promise<void> {
  for (const { name, type } of exchanges)
    await explaining(`Exchange ${name}`, channel.assertExchange(name, type, { durable: true }));
  for (const queue of queues) {
    const options = { durable: true, arguments: { ...queue.arguments } };
    await explaining(`Queue ${queue.name}`, channel.assertQueue(queue.name, options));
  }
  for (const { source, destination, routingKey } of bindings)
    await channel.bindQueue(destination, source, routingKey);
}

/** Makes what is not there yet. Rejects, naming it, when something stands with other settings. */
export async function declareTopology(
  model: Pick<ChannelModel, 'createChannel'>,
  topology: Topology,
): Promise<void> {
  const channel = await model.createChannel();
  // A refusal closes the channel; the call that was refused says so too.
  channel.on('error', () => undefined);
  await declareOn(channel, topology);
  await closeQuietly(channel);
}
