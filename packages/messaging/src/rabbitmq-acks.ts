import type { Channel, Message } from 'amqplib';

const tagOf = ({ fields }: Pick<Message, 'fields'>): number => fields.deliveryTag;

/**
 * Acknowledges the messages of one channel. Those dealt with in one turn of the event loop go together: up to the first
 * message still under way in a single frame, the others one by one.
 */
export class AckWindow {
  readonly #channel: Pick<Channel, 'ack'>;
  /** Dealt with since the last flush. */
  #done: Message[] = [];
  /** Tags dealt with while an earlier one is not. */
  readonly #ahead = new Set<number>();
  #nextTag = 1;

  constructor(channel: Pick<Channel, 'ack'>) {
    this.#channel = channel;
  }

  ack(message: Message): void {
    this.#done.push(message);
    if (this.#done.length === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const done = this.#done;
    this.#done = [];
    for (const message of done) this.#ahead.add(tagOf(message));
    while (this.#ahead.delete(this.#nextTag)) this.#nextTag += 1;
    let last: Message | undefined;
    for (const message of done)
      if (tagOf(message) < this.#nextTag && tagOf(message) > (last ? tagOf(last) : 0)) last = message;
    try {
      if (last) this.#channel.ack(last, true);
      for (const message of done) if (tagOf(message) >= this.#nextTag) this.#channel.ack(message);
    } catch {
      // The channel is gone, and RabbitMQ delivers again what it had not heard of.
    }
  }
}
