import { consumers, type ConsumerQueue } from '@payloom/event-contracts/consumers';
import { deadQueueOf, sharedNames, topologyDefaults } from '@payloom/messaging/topology';
import {
  asyncApiComponents,
  deadLetterMessage,
  publishedMessageOf,
  readMessagesOf,
} from './asyncapi-messages.ts';
import { consumerQueues, eventTypes, ownerOf, typesOf } from './consumed-types.ts';
import type { JsonSchema } from './json-schema.ts';

const names = sharedNames(topologyDefaults.namespace);
const bindingVersion = '0.3.0';
const vhost = '/';
/** The channel that subgraphs publish to. */
const eventsChannel = 'events';

const description = `What Payloom's subgraphs tell each other over RabbitMQ. Generated from \`packages/event-contracts\` by
\`node scripts/docs-events.ts\`; edit the contracts, not this document.

Delivery is at least once, and in order within one \`subject\`: consumers take each \`id\` once. An event that could not be
handled is tried again from \`<queue>.delay\`, with growing delays, and becomes a dead letter in \`<queue>.dead\` at last.`;

const refs = (channel: string, messages: readonly string[]) =>
  messages.map((message) => ({ $ref: `#/channels/${channel}/messages/${message}` }));

const channelRef = (channel: string) => ({ $ref: `#/channels/${channel}` });

const messageRefs = (messages: readonly string[]) =>
  Object.fromEntries(messages.map((message) => [message, { $ref: `#/components/messages/${message}` }]));

const readMessages = (queue: ConsumerQueue): string[] => typesOf(queue).flatMap(readMessagesOf);

const queueBinding = (name: string) => ({
  amqp: {
    is: 'queue',
    queue: { name, durable: true, exclusive: false, autoDelete: false, vhost },
    bindingVersion,
  },
});

function exchangeChannel(): JsonSchema {
  const exchange = { name: names.events, type: 'topic', durable: true, autoDelete: false, vhost };
  return {
    address: '{type}',
    title: 'Events',
    description: 'The topic exchange; the routing key is the type of the event.',
    parameters: { type: { description: 'The type of the event.', enum: eventTypes } },
    messages: messageRefs(eventTypes.map(publishedMessageOf)),
    bindings: { amqp: { is: 'routingKey', exchange, bindingVersion } },
  };
}

function queueChannel(queue: ConsumerQueue): JsonSchema {
  return {
    address: queue,
    title: queue,
    description: `${consumers[queue].description} Bound by ${consumers[queue].patterns.join(', ')}.`,
    messages: messageRefs(readMessages(queue)),
    bindings: queueBinding(queue),
  };
}

function deadLetterChannel(queue: ConsumerQueue): JsonSchema {
  return {
    address: deadQueueOf(queue),
    title: `Dead letters of ${queue}`,
    description: `Bound to the exchange ${names.deadLetters} by the name of the consumer's queue.`,
    messages: messageRefs([deadLetterMessage]),
    bindings: queueBinding(deadQueueOf(queue)),
  };
}

function publishOperation(subgraph: string): JsonSchema {
  const types = eventTypes.filter((type) => ownerOf(type) === subgraph);
  return {
    action: 'send',
    title: `What ${subgraph} publishes`,
    channel: channelRef(eventsChannel),
    tags: [{ name: subgraph }],
    messages: refs(eventsChannel, types.map(publishedMessageOf)),
    bindings: { amqp: { deliveryMode: 2, bindingVersion } },
  };
}

function consumeOperation(queue: ConsumerQueue): JsonSchema {
  return {
    action: 'receive',
    title: consumers[queue].description,
    channel: channelRef(queue),
    tags: [{ name: ownerOf(queue) }],
    messages: refs(queue, readMessages(queue)),
    bindings: { amqp: { ack: true, bindingVersion } },
  };
}

function collectOperation(queue: ConsumerQueue): JsonSchema {
  const channel = deadQueueOf(queue);
  return {
    action: 'receive',
    title: `Collects the dead letters of ${queue} for administrators`,
    channel: channelRef(channel),
    tags: [{ name: 'admin' }],
    messages: refs(channel, [deadLetterMessage]),
    bindings: { amqp: { ack: true, bindingVersion } },
  };
}

const perQueue = (name: (queue: ConsumerQueue) => string, make: (queue: ConsumerQueue) => JsonSchema) =>
  Object.fromEntries(consumerQueues.map((queue) => [name(queue), make(queue)]));

/** The AsyncAPI 3.0 document of all events and consumers. Ids are made of types and queues, and so stay. */
export function asyncApiDocument(): JsonSchema {
  const subgraphs = [...new Set(eventTypes.map(ownerOf))];
  return {
    asyncapi: '3.0.0',
    info: { title: 'Payloom events', version: '1.0.0', description, license: { name: 'MIT' } },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      rabbitmq: {
        host: '{host}',
        protocol: 'amqp',
        protocolVersion: '0.9.1',
        description: 'The broker of the services and compose modes; `AMQP_URL` names it.',
        variables: { host: { default: 'localhost:5672', description: 'Host and port.' } },
      },
    },
    channels: {
      [eventsChannel]: exchangeChannel(),
      ...perQueue((queue) => queue, queueChannel),
      ...perQueue(deadQueueOf, deadLetterChannel),
    },
    operations: {
      ...Object.fromEntries(subgraphs.map((name) => [`${name}.publish`, publishOperation(name)])),
      ...perQueue((queue) => `${queue}.consume`, consumeOperation),
      ...perQueue((queue) => `${queue}.collect`, collectOperation),
    },
    components: asyncApiComponents(),
  };
}
