import { randomUUID } from 'node:crypto';
import { envelopeSchema, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { ConfirmChannel, Message, Options } from 'amqplib';
import { z } from 'zod';
import type { DeadLetter, FailedTry } from './broker.ts';
import { readTries, rememberTry, writeTries } from './failed-tries.ts';
import { deliveriesMax } from './topology.ts';

const eventContentType = 'application/cloudevents+json';

const headerNames = {
  reason: 'x-payloom-reason',
  attempts: 'x-payloom-attempts',
  history: 'x-payloom-history',
  parkedAt: 'x-payloom-parked-at',
} as const;

export const contentOf = (event: EventEnvelope): Buffer => Buffer.from(JSON.stringify(event));

const traceHeaders = ({ traceparent, tracestate }: EventEnvelope) =>
  traceparent === undefined ? {} : { traceparent, ...(tracestate === undefined ? {} : { tracestate }) };

/** The properties of an event's message, the same wherever it is published to. */
export function eventProperties(event: EventEnvelope): Options.Publish {
  const properties = { persistent: true, contentType: eventContentType, messageId: event.id };
  return event.traceparent === undefined ? properties : { ...properties, headers: traceHeaders(event) };
}

/** The event of a message; undefined where it is none. */
export function eventOf({ content }: Pick<Message, 'content'>): EventEnvelope | undefined {
  try {
    return envelopeSchema.parse(JSON.parse(content.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** How often handling a message has failed, and the tries that are remembered. */
export interface Failures {
  readonly attempts: number;
  readonly history: readonly FailedTry[];
}

export const noFailures: Failures = { attempts: 0, history: [] };

/** One failure more. */
export function withFailure({ attempts, history }: Failures, reason: string, at: Date): Failures {
  const attempt = attempts + 1;
  return { attempts: attempt, history: rememberTry(history, { attempt, at, reason }) };
}

/** The properties of a message that waits to be tried again. */
export function delayedProperties(event: EventEnvelope, failures: Failures): Options.Publish {
  return withHeaders(event, failureHeaders(failures));
}

/** The properties of a message that no try could handle. */
export function deadLetterProperties(
  event: EventEnvelope,
  failures: Failures,
  reason: string,
): Options.Publish {
  return withHeaders(event, {
    ...failureHeaders(failures),
    [headerNames.reason]: reason,
    [headerNames.parkedAt]: new Date().toISOString(),
  });
}

function withHeaders(event: EventEnvelope, headers: Record<string, string | number>): Options.Publish {
  return { ...eventProperties(event), headers: { ...traceHeaders(event), ...headers } };
}

const failureHeaders = ({ attempts, history }: Failures) => ({
  [headerNames.attempts]: attempts,
  [headerNames.history]: writeTries(history),
});

/** What RabbitMQ says of a message it has dead-lettered itself; the time is in seconds. */
const deathSchema = z.object({
  time: z.object({ value: z.number() }).optional().catch(undefined),
});

const headersSchema = z.object({
  [headerNames.reason]: z.string().optional().catch(undefined),
  [headerNames.attempts]: z.number().int().nonnegative().optional().catch(undefined),
  [headerNames.history]: z.string().optional().catch(undefined),
  [headerNames.parkedAt]: z.coerce.date().optional().catch(undefined),
  'x-death': z.array(deathSchema).optional().catch(undefined),
  'x-delivery-count': z.number().optional().catch(undefined),
});

function historyOf(text: string | undefined): FailedTry[] {
  try {
    return text === undefined ? [] : readTries(text);
  } catch {
    return [];
  }
}

/** What a message carries of the tries before. */
export function failuresOf({ properties }: Message): Failures {
  // Most messages are fresh.
  if (!Object.hasOwn(properties.headers ?? {}, headerNames.attempts)) return noFailures;
  const headers = headersSchema.parse(properties.headers);
  return { attempts: headers[headerNames.attempts] ?? 0, history: historyOf(headers[headerNames.history]) };
}

/** How often a message has come back from a consumer that ended. */
export function timesReturned({ fields, properties }: Message): number {
  if (!fields.redelivered) return 0;
  return headersSchema.parse(properties.headers ?? {})['x-delivery-count'] ?? 1;
}

/** The dead letter in a message; undefined where the message is no event. */
export function deadLetterOf(queue: string, message: Message): DeadLetter | undefined {
  const event = eventOf(message);
  if (!event) return undefined;
  const headers = headersSchema.parse(message.properties.headers ?? {});
  const history = historyOf(headers[headerNames.history]);
  const reason = headers[headerNames.reason];
  if (reason === undefined) return { queue, event, history, ...parkedByRabbitMq(headers['x-death']?.[0]) };
  const attempts = headers[headerNames.attempts] ?? history.length;
  return { queue, event, reason, attempts, parkedAt: headers[headerNames.parkedAt] ?? new Date(), history };
}

/** A message that came back too often: nobody was left to say why. */
function parkedByRabbitMq(death: z.infer<typeof deathSchema> | undefined) {
  const diedAt = death?.time?.value;
  const parkedAt = diedAt === undefined ? new Date() : new Date(diedAt * 1_000);
  const reason = `The process or its connection ended during each of ${deliveriesMax} deliveries`;
  return { attempts: deliveriesMax, parkedAt, reason };
}

/** Of each channel, the messages that came back because there is no queue for them, until their confirm. */
const returnedOf = new WeakMap<ConfirmChannel, Set<unknown>>();

function returnedBy(channel: ConfirmChannel): Set<unknown> {
  const known = returnedOf.get(channel);
  if (known) return known;
  const returned = new Set<unknown>();
  returnedOf.set(channel, returned);
  channel.on('return', ({ properties }) => returned.add(properties.correlationId));
  return returned;
}

/**
 * Publishes one message that has to reach a queue. Resolves when RabbitMQ has stored it; rejects when there is no such
 * queue, when RabbitMQ refuses it, and when it goes away.
 */
export function publishConfirmed(
  channel: ConfirmChannel,
  to: { exchange: string; routingKey: string },
  content: Buffer,
  properties: Options.Publish,
): Promise<void> {
  const returned = returnedBy(channel);
  const correlationId = randomUUID();
  const options = { ...properties, correlationId, mandatory: true };
  return new Promise<void>((resolve, reject) => {
    channel.publish(to.exchange, to.routingKey, content, options, (error: unknown) => {
      // RabbitMQ returns a message before it confirms it.
      const isReturned = returned.delete(correlationId);
      if (error instanceof Error) reject(error);
      else if (isReturned) reject(new Error(`There is no queue for ${to.routingKey}`));
      else resolve();
    });
  });
}
