import { consumerBindings } from '@payloom/event-contracts/consumers';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker, QueueBinding, Subscription } from '@payloom/messaging/broker';
import { eventually } from '@payloom/testkit/eventually';
import { Registry } from 'prom-client';
import { createMetrics } from '../http/metrics.ts';
import { composeSupergraph } from '../testing/compose.ts';
import { remember } from '../testing/live-stores.ts';
import { openGraph, silentLog } from '../testing/open-graph.ts';
import { entryEvent, liveSubgraph, paymentEvent } from '../testing/payments.ts';
import { EventConsumer, type EventConsumerOptions } from './event-consumer.ts';
import { MemoryLiveStore } from './memory-live-store.ts';

const graphWith = (more: string) => {
  const real = { name: 'real', url: 'http://real', sdl: 'type Query { a: String }' };
  return openGraph(composeSupergraph([real, liveSubgraph({ more })])).graph;
};

/** A broker that only remembers who consumes. */
class NotedBroker implements Broker {
  readonly history: string[] = [];
  declared: readonly QueueBinding[] = [];
  away = false;
  subscription: Subscription | null = null;

  async declare(...bindings: readonly QueueBinding[]): Promise<void> {
    if (this.away) throw new Error('away');
    this.declared = bindings;
  }
  async consume(subscription: Subscription) {
    this.history.push(`${subscription.queue}: ${subscription.patterns.join(' ')}`);
    this.subscription = subscription;
    const stop = async () => {
      this.history.push('stop');
      this.subscription = null;
    };
    return { stop };
  }
  async publish(): Promise<void> {}
  async consumeDeadLetters() {
    return { stop: async () => {} };
  }
  async redeliver(): Promise<void> {}
  async inspect() {
    return [];
  }
  async ping() {
    return !this.away;
  }
  async close(): Promise<void> {}
}

/** A store that can be away: it waits, as the port says. */
class AwayStore extends MemoryLiveStore {
  away = false;
  override async ping() {
    return !this.away;
  }
  override async append(events: readonly EventEnvelope[], signal?: AbortSignal) {
    while (this.away) {
      signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return super.append(events);
  }
}

let consumer: EventConsumer;
let broker: NotedBroker;
let store: AwayStore;

function create(options: Partial<EventConsumerOptions> = {}): EventConsumer {
  const metrics = createMetrics(new Registry());
  return new EventConsumer({ broker, store, metrics, log: silentLog, ...options });
}

beforeEach(() => {
  broker = new NotedBroker();
  store = new AwayStore();
  consumer = create();
});
afterEach(() => consumer.stop());

const bound = 'gateway.live.deliver: #';

describe('the event consumer', () => {
  it('declares every queue of the platform and takes all events from its own', async () => {
    await consumer.start(graphWith(''));
    expect(broker.declared).toEqual(consumerBindings);
    expect(broker.history).toEqual([bound]);
    expect(consumer.isRunning).toBe(true);
    await consumer.stop();
    expect(broker.history).toEqual([bound, 'stop']);
    expect(consumer.isRunning).toBe(false);
  });

  it('gives to the store, at once, what feeds a subscription of the graph and has somebody to see it', async () => {
    await consumer.start(graphWith(''));
    const heard = remember();
    await store.subscribe(['role:ADMIN'], heard);
    const entry = entryEvent();
    const registered = { ...entryEvent(), type: 'auth.user.registered' };
    const unseen = { ...entryEvent(), audience: '' };
    const payment = paymentEvent('0199aa00-0000-7000-8000-00000000000a');
    await broker.subscription?.handleBatch?.([entry, registered, unseen, payment]);
    expect(heard.events.map(({ event }) => event)).toEqual([entry, payment]);

    consumer.follow(graphWith('registered: EntryAdded @event(types: ["auth.#"])'));
    await broker.subscription?.handle(registered, { attempt: 1 });
    expect(heard.events.at(-1)?.event).toEqual(registered);
    expect(broker.history).toEqual([bound]);
  });

  it('lets the gateway start while the broker is away, and begins when it is back', async () => {
    broker.away = true;
    consumer = create({ startWaitMaxMs: 20 });
    await consumer.start(graphWith(''));
    expect(consumer.isRunning).toBe(false);
    broker.away = false;
    await eventually(() => expect(consumer.isRunning).toBe(true));
    expect(broker.history).toEqual([bound]);
  });

  it('takes no event before the store can have it', async () => {
    store.away = true;
    consumer = create({ startWaitMaxMs: 20 });
    await consumer.start(graphWith(''));
    expect(broker.declared).toEqual(consumerBindings);
    expect(broker.history).toEqual([]);
    store.away = false;
    await eventually(() => expect(broker.history).toEqual([bound]));
  });

  it('waits for a store that is away instead of failing', async () => {
    await consumer.start(graphWith(''));
    store.away = true;
    const heard = remember();
    await store.subscribe(['role:ADMIN'], heard);
    const handled = broker.subscription?.handle(entryEvent(), { attempt: 1 });
    store.away = false;
    await handled;
    expect(heard.events).toHaveLength(1);
    expect(broker.history).toEqual([bound]);
  });

  it('leaves the queue to other gateways while the store is away for long, and comes back', async () => {
    consumer = create({ storeWaitMaxMs: 20 });
    await consumer.start(graphWith(''));
    store.away = true;
    const handled = broker.subscription?.handle(entryEvent(), { attempt: 1 });
    await expect(handled).rejects.toThrow();
    expect(broker.history).toEqual([bound, 'stop']);
    expect(consumer.isRunning).toBe(false);
    store.away = false;
    await eventually(() => expect(broker.history).toEqual([bound, 'stop', bound]));
  });
});
