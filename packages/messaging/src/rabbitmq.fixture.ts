import { amqpUrl } from '@payloom/testkit/services';
import { connect } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import type { Broker, QueueBinding } from './broker.ts';
import type { BrokerUnderTest } from './contract-events.fixture.ts';
import { openRabbitMqBroker, type RabbitMqBrokerOptions } from './rabbitmq-broker.ts';
import { deadQueueOf, delayQueueOf, sharedNames } from './topology.ts';

/** A namespace of one test in a RabbitMQ that may be somebody else's: it takes away what the test made. */
export interface RabbitMqUnderTest extends BrokerUnderTest {
  readonly url: string;
  readonly namespace: string;
  open(options?: Partial<RabbitMqBrokerOptions>): Promise<Broker>;
}

const fast = { retryDelayBaseMs: 10, retryDelayMaxMs: 50 };

/** Remembers the queues a broker declares. */
function recordQueues(broker: Broker, queues: Set<string>): Broker {
  const declare = broker.declare.bind(broker);
  broker.declare = (...bindings: readonly QueueBinding[]) => {
    for (const { queue } of bindings) queues.add(queue);
    return declare(...bindings);
  };
  return broker;
}

async function remove(url: string, namespace: string, queues: ReadonlySet<string>): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const { unreadable, ...exchanges } = sharedNames(namespace);
  for (const queue of queues)
    for (const each of [queue, delayQueueOf(queue), deadQueueOf(queue)]) await channel.deleteQueue(each);
  await channel.deleteQueue(unreadable);
  for (const exchange of Object.values(exchanges)) await channel.deleteExchange(exchange);
  await connection.close();
}

export function makeRabbitMq(url: string = amqpUrl()): RabbitMqUnderTest {
  const namespace = `test-${uuidv7()}`;
  const opened: Broker[] = [];
  const queues = new Set<string>();
  const open = async (options: Partial<RabbitMqBrokerOptions> = {}) => {
    const broker = recordQueues(await openRabbitMqBroker({ url, namespace, ...fast, ...options }), queues);
    opened.push(broker);
    return broker;
  };
  const dispose = async () => {
    await Promise.all(opened.map((broker) => broker.close()));
    await remove(url, namespace, queues);
  };
  return { url, namespace, open, dispose };
}
