import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker, Subscription } from '@payloom/messaging/broker';
import { Registry } from 'prom-client';
import { createMetrics } from '../http/metrics.ts';
import { openGraph } from '../testing/open-graph.ts';
import { composeSupergraph } from '../testing/compose.ts';
import { entryEvent, liveSubgraph } from '../testing/payments.ts';
import { EventConsumer } from './event-consumer.ts';
import { MemoryLiveStore } from './memory-live-store.ts';

const graphWith = (more: string) => {
  const real = { name: 'real', url: 'http://real', sdl: 'type Query { a: String }' };
  return openGraph(composeSupergraph([real, liveSubgraph({ more })])).graph;
};

/** A broker that only remembers who consumes. */
class NotedBroker implements Broker {
  readonly history: string[] = [];
  handle: ((event: EventEnvelope) => Promise<void>) | null = null;
  async declare(): Promise<void> {}
  async publish(): Promise<void> {}
  async consume({ queue, patterns, handle }: Subscription) {
    this.history.push(`${queue}: ${patterns.join(' ')}`);
    this.handle = (event) => handle(event, { attempt: 1 });
    return { stop: async () => void this.history.push('stop') };
  }
  async ping() {
    return true;
  }
  async close(): Promise<void> {}
}

describe('the event consumer', () => {
  it('binds one queue to all that feeds subscriptions, and anew only when that changes', async () => {
    const broker = new NotedBroker();
    const consumer = new EventConsumer({
      broker,
      store: new MemoryLiveStore(),
      metrics: createMetrics(new Registry()),
    });
    await consumer.follow(graphWith(''));
    await consumer.follow(graphWith('again: EntryAdded @event(types: ["payments.payment.*"])'));
    await consumer.follow(graphWith('more: EntryAdded @event(types: ["auth.#"])'));
    await consumer.stop();
    const queue = 'gateway.live.deliver';
    expect(broker.history).toEqual([
      `${queue}: admin.audit-entry.added payments.payment.*`,
      'stop',
      `${queue}: admin.audit-entry.added auth.# payments.payment.*`,
      'stop',
    ]);
  });

  it('gives each event to the store under its audiences', async () => {
    const broker = new NotedBroker();
    const store = new MemoryLiveStore();
    const heard: string[] = [];
    store.subscribe(['role:ADMIN'], ({ event }) => void heard.push(event.id));
    const consumer = new EventConsumer({ broker, store, metrics: createMetrics(new Registry()) });
    await consumer.follow(graphWith(''));
    const event = entryEvent();
    await broker.handle?.(event);
    expect(heard).toEqual([event.id]);
    await consumer.stop();
  });
});
