import { readServiceProblem, readServiceUrl, type RunService } from './env.ts';

function urlOf(service: RunService, name: string): string {
  const url = readServiceUrl(service);
  if (url !== undefined) return url;
  const why = readServiceProblem(service) ?? 'Jest finds or starts it by @payloom/testkit/jest-global-setup.';
  throw new Error(`There is no ${name} for the tests. ${why}`);
}

/**
 * The RabbitMQ of this run of tests, as a user who may do everything. It may be a developer's own: use a namespace, and
 * take away what you made. Throws, with what to install or set, where there is none.
 */
export const amqpUrl = (): string => urlOf('rabbitmq', 'RabbitMQ');

/** The Redis of this run of tests. It may be a developer's own: use a prefix. Throws as `amqpUrl` does. */
export const redisUrl = (): string => urlOf('redis', 'Redis');
