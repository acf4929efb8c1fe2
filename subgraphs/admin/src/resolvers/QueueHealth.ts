import { consumers } from '@payloom/event-contracts/consumers';
import { queueTroubles } from '../operations/check-queues.ts';
import type { QueueHealthPointResolvers, QueueHealthResolvers } from './__generated__/resolver-types.ts';
import { figure } from './figure.ts';

const descriptions = new Map(
  Object.entries(consumers).map(([queue, { description }]) => [queue, description]),
);

export const QueueHealth: QueueHealthResolvers = {
  id: ({ name }) => name,
  troubles: ({ troubles }) => queueTroubles.filter((trouble) => troubles.includes(trouble)),
  description: ({ name }) => descriptions.get(name) ?? '',
  waiting: figure('waiting'),
  ready: figure('ready'),
  underWay: figure('underWay'),
  delayed: figure('delayed'),
  consumers: figure('consumers'),
  deadLetters: figure('deadLetters'),
  oldestSeconds: figure('oldestSeconds'),
  arrivedPerMinute: figure('arrivedPerMinute'),
  handledPerMinute: figure('handledPerMinute'),
  history: (part, { span }) => part.history(span),
};

export const QueueHealthPoint: QueueHealthPointResolvers = {
  waiting: figure('waiting'),
  arrivedPerMinute: figure('arrivedPerMinute'),
  handledPerMinute: figure('handledPerMinute'),
  deadLetters: figure('deadLetters'),
};
