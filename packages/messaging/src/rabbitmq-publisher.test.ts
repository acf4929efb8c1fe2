import { EventEmitter } from 'node:events';
import { createEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { walletOpened } from './database.fixture.ts';
import { RabbitMqPublisher } from './rabbitmq-publisher.ts';

/** A channel whose confirms a test gives out by hand. */
class HeldChannel extends EventEmitter {
  readonly #confirms = new Map<string, (error: unknown) => void>();
  readonly sent: string[] = [];

  publish(
    _exchange: string,
    _routingKey: string,
    content: Buffer,
    _options: unknown,
    confirm?: (error: unknown, ok: object) => void,
  ): boolean {
    const { subject } = JSON.parse(content.toString()) as EventEnvelope;
    this.sent.push(subject);
    this.#confirms.set(subject, (error) => confirm?.(error, {}));
    return true;
  }

  confirm(subject: string): void {
    this.#confirms.get(subject)?.(null);
  }

  refuse(subject: string): void {
    this.#confirms.get(subject)?.(new Error('message nacked'));
  }
}

describe('the publisher of RabbitMQ', () => {
  const connection = {
    onChange: () => () => undefined,
    isUp: true,
    isBlocked: false,
    restart: () => undefined,
  };
  const bounds = { publishTimeMaxMs: 5_000, unconfirmedMax: 100, pendingMax: 100 };
  let channel: HeldChannel;
  let publisher: RabbitMqPublisher;
  const event = (subject: string) => createEvent(walletOpened(subject));

  beforeEach(() => {
    channel = new HeldChannel();
    publisher = new RabbitMqPublisher({ ...bounds, connection, exchange: 'payloom.events' });
    publisher.use(channel);
  });

  it('sends an event only when the one before it of its subject is stored', async () => {
    const published = publisher.publish([event('a'), event('a'), event('b')]);
    expect(channel.sent).toEqual(['a', 'b']);
    channel.confirm('a');
    expect(channel.sent).toEqual(['a', 'b', 'a']);
    channel.confirm('a');
    channel.confirm('b');
    await expect(published).resolves.toBeUndefined();
  });

  it('does not send what stands behind a refused event of its subject, in a later call either', async () => {
    const first = publisher.publish([event('a')]);
    const second = publisher.publish([event('a'), event('b')]);
    channel.refuse('a');
    channel.confirm('b');
    await expect(first).rejects.toThrow('RabbitMQ refused an event');
    await expect(second).rejects.toThrow('RabbitMQ refused an event');
    expect(channel.sent).toEqual(['a', 'b']);
  });

  it('does not send later events of a subject whose earlier one stayed behind because its call had failed', async () => {
    publisher = new RabbitMqPublisher({
      ...bounds,
      unconfirmedMax: 1,
      connection,
      exchange: 'payloom.events',
    });
    publisher.use(channel);
    const first = publisher.publish([event('a'), event('c')]);
    const second = publisher.publish([event('c')]);
    channel.refuse('a');
    await expect(first).rejects.toThrow('RabbitMQ refused an event');
    await expect(second).rejects.toThrow('RabbitMQ refused an event');
    expect(channel.sent).toEqual(['a']);
  });

  it('rejects as soon as one event is refused, though others of the call are not confirmed yet', async () => {
    // Otherwise who publishes would go on with a later event of "a" while "slow" is awaited, and it would be sent.
    const published = publisher.publish([event('a'), event('slow')]);
    channel.refuse('a');
    await expect(published).rejects.toThrow('RabbitMQ refused an event');
    channel.confirm('slow');
  });
});
