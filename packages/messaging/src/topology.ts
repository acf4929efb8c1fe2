import type { QueueBinding } from './broker.ts';

/** How the queues of a consumer are made; RabbitMQ refuses to declare one that stands with other arguments. */
export interface TopologyOptions {
  /** First word of what is shared: `payloom` gives the exchange `payloom.events`. */
  readonly namespace: string;
  /** Events of one queue that nobody has handled yet; beyond it publishing is refused, never dropped. */
  readonly queueLengthMax: number;
  /** Events of one queue that wait to be tried again; beyond it they are tried from the queue itself. */
  readonly delayLengthMax: number;
  readonly deadLetterLengthMax: number;
}

export const topologyDefaults: TopologyOptions = {
  namespace: 'payloom',
  queueLengthMax: 500_000,
  delayLengthMax: 10_000,
  deadLetterLengthMax: 100_000,
};

/**
 * Deliveries after which RabbitMQ makes a message a dead letter itself. Whatever a consumer held comes back when its
 * process or its connection ends, so this is far more than a few restarts: what ends its processes is found before.
 */
export const deliveriesMax = 100;
/** For queues whose messages may come back for ever; RabbitMQ 3.10 takes no -1, and 4 drops at 20 where none is set. */
const endlessDeliveries = 2_000_000_000;
const unreadableLengthMax = 10_000;

export interface SharedNames {
  /** Topic exchange; the routing key is the type of the event. */
  readonly events: string;
  /** Topic exchange; the routing key is the queue of the consumer that could not handle the event. */
  readonly deadLetters: string;
  /** Fanout exchange by which a process asks all others what they hold. */
  readonly rollCall: string;
  /** Queue of messages that are no events. */
  readonly unreadable: string;
}

export const sharedNames = (namespace: string): SharedNames => ({
  events: `${namespace}.events`,
  deadLetters: `${namespace}.dead-letters`,
  rollCall: `${namespace}.roll-call`,
  unreadable: `${namespace}.unreadable`,
});

export const delayQueueOf = (queue: string): string => `${queue}.delay`;
export const deadQueueOf = (queue: string): string => `${queue}.dead`;

export interface ExchangeDefinition {
  readonly name: string;
  readonly type: 'topic' | 'fanout';
}

export interface QueueDefinition {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string | number | boolean>>;
}

export interface BindingDefinition {
  readonly source: string;
  readonly destination: string;
  readonly routingKey: string;
}

/** Exchanges, queues and bindings; all of them durable. */
export interface Topology {
  readonly exchanges: readonly ExchangeDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly bindings: readonly BindingDefinition[];
}

/** What all consumers share. */
export function sharedTopology({ namespace }: TopologyOptions): Topology {
  const names = sharedNames(namespace);
  return {
    exchanges: [
      { name: names.events, type: 'topic' },
      { name: names.deadLetters, type: 'topic' },
      { name: names.rollCall, type: 'fanout' },
    ],
    queues: [
      {
        name: names.unreadable,
        arguments: { 'x-queue-type': 'quorum', 'x-max-length': unreadableLengthMax },
      },
    ],
    bindings: [],
  };
}

const boundedQueue = (name: string, lengthMax: number, more: QueueDefinition['arguments']) => ({
  name,
  arguments: {
    'x-queue-type': 'quorum',
    'x-max-length': lengthMax,
    'x-overflow': 'reject-publish',
    ...more,
  },
});

/** The queues of one consumer: what it is to handle, what it holds back, what it could not handle. */
export function consumerTopology({ queue, patterns }: QueueBinding, options: TopologyOptions): Topology {
  const { events, deadLetters } = sharedNames(options.namespace);
  const deadLettered = {
    'x-dead-letter-exchange': deadLetters,
    'x-dead-letter-routing-key': queue,
    'x-dead-letter-strategy': 'at-least-once',
    'x-delivery-limit': deliveriesMax,
  };
  return {
    exchanges: [],
    queues: [
      boundedQueue(queue, options.queueLengthMax, {
        'x-single-active-consumer': true,
        ...deadLettered,
      }),
      boundedQueue(delayQueueOf(queue), options.delayLengthMax, deadLettered),
      boundedQueue(deadQueueOf(queue), options.deadLetterLengthMax, {
        'x-delivery-limit': endlessDeliveries,
      }),
    ],
    bindings: [
      ...patterns.map((routingKey) => ({ source: events, destination: queue, routingKey })),
      { source: deadLetters, destination: deadQueueOf(queue), routingKey: queue },
    ],
  };
}

/** Everything the consumers need. */
export function topologyOf(consumers: readonly QueueBinding[], options: TopologyOptions): Topology {
  const all = [sharedTopology(options), ...consumers.map((each) => consumerTopology(each, options))];
  return {
    exchanges: all.flatMap(({ exchanges }) => exchanges),
    queues: all.flatMap(({ queues }) => queues),
    bindings: all.flatMap(({ bindings }) => bindings),
  };
}

/** The topology as `rabbitmqctl import_definitions` takes it; its form is RabbitMQ's. */
export function brokerDefinitions({ exchanges, queues, bindings }: Topology, vhost = '/') {
  const durable = { vhost, durable: true, auto_delete: false };
  return {
    vhosts: [{ name: vhost }],
    exchanges: exchanges.map(({ name, type }) => ({
      name,
      ...durable,
      type,
      internal: false,
      arguments: {},
    })),
    queues: queues.map((queue) => ({ name: queue.name, ...durable, arguments: queue.arguments })),
    bindings: bindings.map(({ source, destination, routingKey }) => ({
      source,
      vhost,
      destination,
      destination_type: 'queue',
      routing_key: routingKey,
      arguments: {},
    })),
  };
}
