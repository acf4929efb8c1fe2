import { setTimeout as delay } from 'node:timers/promises';
import { createEvent, type EventType, type NewEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker } from '@payloom/messaging/broker';
import { openBroker } from '@payloom/messaging/open-broker';

const confirmedMsMax = 300_000;
const betweenTriesMs = 50;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Stands in for the relays of the subgraphs that do not run: publishes until RabbitMQ has confirmed, subject by subject in order. */
export class Publisher {
  /** All that is to have an effect, in the order it happened. */
  readonly committed: EventEnvelope[] = [];
  readonly #confirmed: EventEnvelope[] = [];
  readonly #broker: Broker;
  readonly #lastOf = new Map<string, Promise<void>>();

  private constructor(broker: Broker) {
    this.#broker = broker;
  }

  static async open(amqpUrl: string): Promise<Publisher> {
    return new Publisher(await openBroker({ amqpUrl, journalPath: undefined, attemptsMax: 1, log: silent }));
  }

  /** Resolves when RabbitMQ has taken the event. */
  publish<Type extends EventType>(event: NewEvent<Type>): Promise<void> {
    const envelope = createEvent(event);
    this.committed.push(envelope);
    const before = this.#lastOf.get(envelope.subject) ?? Promise.resolve();
    const published = before
      .then(() => this.#publishUntilConfirmed([envelope]))
      .then(() => void this.#confirmed.push(envelope));
    this.#lastOf.set(envelope.subject, published);
    return published;
  }

  /** Some events of a type that RabbitMQ has confirmed, the latest. */
  some(type: EventType, countMax: number): EventEnvelope[] {
    return this.#confirmed.filter((event) => event.type === type).slice(-countMax);
  }

  /** Has events come once more that were published before. */
  async publishAgain(events: readonly EventEnvelope[]): Promise<void> {
    await this.#publishUntilConfirmed(events);
  }

  close(): Promise<void> {
    return this.#broker.close();
  }

  async #publishUntilConfirmed(events: readonly EventEnvelope[]): Promise<void> {
    const deadlineMs = Date.now() + confirmedMsMax;
    for (;;) {
      try {
        await this.#broker.publish(events);
        return;
      } catch (error) {
        if (Date.now() > deadlineMs) throw error;
        await delay(betweenTriesMs);
      }
    }
  }
}
