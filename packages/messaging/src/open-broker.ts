import type { Logger } from 'pino';
import type { Broker } from './broker.ts';
import { openEmbeddedBroker } from './embedded-broker.ts';
import { openRabbitMqBroker } from './rabbitmq-broker.ts';

export interface OpenBrokerOptions {
  /** RabbitMQ's address, `amqp://` or `amqps://`; it goes before `journalPath`. */
  readonly amqpUrl: string | undefined;
  /** File of the embedded broker, shared by every process of one installation. */
  readonly journalPath: string | undefined;
  /** Tries before a message becomes a dead letter, where the subscription does not say. */
  readonly attemptsMax: number;
  /** How long stopping waits for messages under way; those that are not done by then go back to their queue. */
  readonly drainTimeMaxMs?: number;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/**
 * Opens the broker of this installation. A RabbitMQ that is away is no failure: it is connected to as soon as it
 * answers; until then `ping` says false and the other calls reject. Throws when neither broker is named, and when the
 * journal cannot be opened.
 */
export async function openBroker({ amqpUrl, journalPath, ...options }: OpenBrokerOptions): Promise<Broker> {
  if (amqpUrl !== undefined) return openRabbitMqBroker({ url: amqpUrl, ...options });
  if (journalPath === undefined) throw new Error('Expected AMQP_URL or BROKER_JOURNAL_PATH, found neither');
  return openEmbeddedBroker({ path: journalPath, ...options });
}
