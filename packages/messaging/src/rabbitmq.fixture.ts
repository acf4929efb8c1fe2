import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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
  /** Starts a process with an open `broker` that runs this source, and resolves with its first message. */
  startProcess(source: string): Promise<ChildProcess>;
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

function forkWithBroker(options: RabbitMqBrokerOptions, source: string): ChildProcess {
  const module = JSON.stringify(join(import.meta.dirname, 'rabbitmq-broker.ts'));
  const program = `
    const { openRabbitMqBroker } = await import(${module});
    const broker = await openRabbitMqBroker(${JSON.stringify(options)});
    ${source}`;
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
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
  const children: ChildProcess[] = [];
  const startProcess = async (source: string) => {
    const child = forkWithBroker({ url, namespace, ...fast }, source);
    children.push(child);
    await once(child, 'message');
    return child;
  };
  const dispose = async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(opened.map((broker) => broker.close()));
    await remove(url, namespace, queues);
  };
  return { url, namespace, open, startProcess, dispose };
}
