import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { ConfirmChannel } from 'amqplib';
import { exchange } from './tables.ts';

/** Publishes one event with amqplib alone, as the message that ours is; resolves when RabbitMQ has confirmed it. */
export function publishConfirmed(channel: ConfirmChannel, event: EventEnvelope): Promise<void> {
  return new Promise((resolve, reject) => {
    const properties = {
      persistent: true,
      contentType: 'application/cloudevents+json',
      messageId: event.id,
      headers: { traceparent: event.traceparent },
    };
    const content = Buffer.from(JSON.stringify(event));
    channel.publish(exchange, event.type, content, properties, (error: unknown) =>
      error instanceof Error ? reject(error) : resolve(),
    );
  });
}
