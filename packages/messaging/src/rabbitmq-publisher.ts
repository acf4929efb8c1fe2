import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { ConfirmChannel } from 'amqplib';
import type { RabbitMqConnection } from './rabbitmq-connection.ts';
import { contentOf, eventProperties } from './rabbitmq-message.ts';

/** What publishing needs of a confirm channel. */
interface PublishingChannel extends Pick<ConfirmChannel, 'publish'> {
  on(event: 'error' | 'drain' | 'close', listener: () => void): unknown;
}

export interface RabbitMqPublisherOptions {
  readonly connection: Pick<RabbitMqConnection, 'onChange' | 'isUp' | 'isBlocked' | 'restart'>;
  readonly exchange: string;
  /** How long a call waits for its confirms, a memory or disk alarm of RabbitMQ included. */
  readonly publishTimeMaxMs: number;
  /** Events sent and not confirmed yet. */
  readonly unconfirmedMax: number;
  /** Events of all calls that are not settled yet. */
  readonly pendingMax: number;
}

/** One call to `publish`: a counter instead of a promise for each event. */
interface Call {
  unsettled: number;
  failure: Error | undefined;
  readonly settle: (call: Call) => void;
}

interface Outgoing {
  readonly event: EventEnvelope;
  readonly call: Call;
}

/** How many sent events the list of outgoing ones keeps in front before it is cut. */
const trimAfter = 1_000;
/** An event of the subject is under way and no other waits behind it. */
const nobodyWaits: Outgoing[] = [];

/**
 * Publishes with confirms. A queue that is full refuses single messages, so an event is sent only when the one before
 * it of its subject is stored; events of different subjects are under way together.
 */
export class RabbitMqPublisher {
  readonly #options: RabbitMqPublisherOptions;
  readonly #subjects = new Map<string, Outgoing[]>();
  #channel: PublishingChannel | undefined;
  #outgoing: Outgoing[] = [];
  #sentUpTo = 0;
  #unconfirmed = 0;
  #pending = 0;
  #bufferIsFull = false;

  constructor(options: RabbitMqPublisherOptions) {
    this.#options = options;
    options.connection.onChange(() => this.#follow());
  }

  /** Publishes on this channel from now on; it is one of a connection that has just come up. */
  use(channel: PublishingChannel): void {
    channel.on('error', () => undefined);
    channel.on('drain', () => {
      this.#bufferIsFull = false;
      this.#send();
    });
    channel.on('close', () => {
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      this.#refuseOutgoing(new Error('RabbitMQ went away before it took an event'));
      // Only a new connection declares again what the channel may have failed for.
      this.#options.connection.restart();
    });
    this.#bufferIsFull = false;
    this.#channel = channel;
  }

  /** See `Broker.publish`. */
  publish(events: readonly EventEnvelope[]): Promise<void> {
    const { pendingMax } = this.#options;
    if (events.length === 0) return Promise.resolve();
    if (!this.#channel) return Promise.reject(new Error('RabbitMQ is away'));
    if (this.#pending + events.length > pendingMax)
      return Promise.reject(new Error(`More than ${pendingMax} events wait to be published`));
    this.#pending += events.length;
    const published = this.#call(events.length, (call) => {
      for (const event of events) this.#outgoing.push({ event, call });
    });
    this.#send();
    return published;
  }

  #call(size: number, start: (call: Call) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (call: Call) => {
        clearTimeout(timer);
        if (call.failure) reject(call.failure);
        else resolve();
      };
      const call: Call = { unsettled: size, failure: undefined, settle };
      const timer = setTimeout(() => {
        const { isBlocked } = this.#options.connection;
        const why = isBlocked
          ? 'RabbitMQ takes no messages, its memory or disk is short'
          : 'RabbitMQ is silent';
        this.#fail(call, new Error(`${why}: ${call.unsettled} of ${size} events are not confirmed`));
      }, this.#options.publishTimeMaxMs);
      start(call);
    });
  }

  /** Sends what may be sent now. */
  #send(): void {
    while (this.#sentUpTo < this.#outgoing.length && this.#maySend()) {
      const next = this.#outgoing[this.#sentUpTo];
      this.#sentUpTo += 1;
      if (next) this.#sendInTurn(next);
    }
    if (this.#sentUpTo < this.#outgoing.length && this.#sentUpTo < trimAfter) return;
    this.#outgoing = this.#outgoing.slice(this.#sentUpTo);
    this.#sentUpTo = 0;
  }

  #maySend(): boolean {
    return (
      !this.#bufferIsFull &&
      this.#unconfirmed < this.#options.unconfirmedMax &&
      !this.#options.connection.isBlocked
    );
  }

  #sendInTurn(next: Outgoing): void {
    const waiting = this.#subjects.get(next.event.subject);
    if (waiting === undefined) {
      this.#subjects.set(next.event.subject, nobodyWaits);
      this.#sendNow(next);
    } else if (waiting === nobodyWaits) this.#subjects.set(next.event.subject, [next]);
    else waiting.push(next);
  }

  #sendNow(next: Outgoing): void {
    const { event, call } = next;
    if (!this.#channel || call.failure) {
      this.#settle(next, call.failure ?? new Error('RabbitMQ is away'));
      return;
    }
    const confirmed = (error: unknown) => {
      this.#unconfirmed -= 1;
      this.#settle(next, error instanceof Error ? refusal(error) : undefined);
      if (this.#sentUpTo < this.#outgoing.length) this.#send();
    };
    this.#unconfirmed += 1;
    try {
      const { exchange } = this.#options;
      const properties = eventProperties(event);
      const hasRoom = this.#channel.publish(exchange, event.type, contentOf(event), properties, confirmed);
      if (!hasRoom) this.#bufferIsFull = true;
    } catch (error) {
      // A channel that is being closed throws.
      confirmed(error);
    }
  }

  /** After a failure those behind it of its subject fail with it: a later event never goes without an earlier one. */
  #settle({ event, call }: Outgoing, failure: Error | undefined): void {
    const { subject } = event;
    const waiting = this.#subjects.get(subject) ?? nobodyWaits;
    if (failure || waiting.length === 0) this.#subjects.delete(subject);
    this.#count(call, failure);
    if (failure) for (const behind of waiting) this.#count(behind.call, failure);
    else {
      const next = waiting.shift();
      if (next) this.#sendNow(next);
    }
  }

  #count(call: Call, failure: Error | undefined): void {
    this.#pending -= 1;
    call.unsettled -= 1;
    if (failure && !call.failure) this.#fail(call, failure);
    else if (call.unsettled === 0) call.settle(call);
  }

  /**
   * Rejects at once, whatever of the call is still under way: whoever publishes must not go on in the belief that it
   * stands, with a later event of the same subject. What was not sent yet, of later calls too, is refused with it.
   */
  #fail(call: Call, failure: Error): void {
    call.failure = failure;
    call.settle(call);
    this.#refuseOutgoing(failure);
  }

  #refuseOutgoing(error: Error): void {
    const refused = this.#outgoing.slice(this.#sentUpTo);
    this.#outgoing = [];
    this.#sentUpTo = 0;
    for (const { call } of refused) this.#count(call, error);
  }

  #follow(): void {
    if (this.#options.connection.isUp) this.#send();
  }
}

function refusal(error: Error): Error {
  const why =
    error.message === 'message nacked'
      ? 'RabbitMQ refused an event: a queue it belongs to is full or out of order'
      : 'RabbitMQ went away before it confirmed an event';
  return new Error(why, { cause: error });
}
