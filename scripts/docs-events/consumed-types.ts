import { catalogue, isEventType, type EventType } from '@payloom/event-contracts/catalogue';
import { consumers, isConsumerQueue, type ConsumerQueue } from '@payloom/event-contracts/consumers';
import { matchesPattern } from '@payloom/event-contracts/envelope';

/** Every event type, in the order of the alphabet. */
export const eventTypes: readonly EventType[] = Object.keys(catalogue).filter(isEventType).sort();

/** Every queue, in the order of the alphabet. */
export const consumerQueues: readonly ConsumerQueue[] = Object.keys(consumers).filter(isConsumerQueue).sort();

const collects = (queue: ConsumerQueue, type: EventType): boolean =>
  consumers[queue].patterns.some((pattern) => matchesPattern(pattern, type));

/** The events that a queue collects. */
export const typesOf = (queue: ConsumerQueue): EventType[] =>
  eventTypes.filter((type) => collects(queue, type));

/** The queues that collect an event. */
export const queuesOf = (type: EventType): ConsumerQueue[] =>
  consumerQueues.filter((queue) => collects(queue, type));

/** The first word of a type or a queue: who publishes, who consumes. */
export const ownerOf = (name: EventType | ConsumerQueue): string => name.split('.', 1)[0] ?? '';
