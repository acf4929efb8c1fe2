import { audienceOf } from '@payloom/event-contracts/envelope';
import type { Broker, Consumer } from '@payloom/messaging/broker';
import type { Graph } from '../graph/graph.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { LiveStore } from './live-store.ts';

const queue = 'gateway.live.deliver';

export interface EventConsumerOptions {
  readonly broker: Broker;
  readonly store: LiveStore;
  readonly metrics: GatewayMetrics;
}

/** Takes the events that feed subscriptions from the broker and gives them to the live store. */
export class EventConsumer {
  readonly #options: EventConsumerOptions;
  #patterns: readonly string[] = [];
  #consumer: Consumer | null = null;
  #changing: Promise<void> = Promise.resolve();

  constructor(options: EventConsumerOptions) {
    this.#options = options;
  }

  /** Consumes what this graph's subscriptions are fed by; bound anew only when that has changed. */
  follow(graph: Graph): Promise<void> {
    const patterns = [...new Set([...graph.eventTypes.values()].flat())].sort();
    this.#changing = this.#changing.catch(() => {}).then(() => this.#bind(patterns));
    return this.#changing;
  }

  async stop(): Promise<void> {
    await this.#changing.catch(() => {});
    await this.#consumer?.stop();
    this.#consumer = null;
  }

  async #bind(patterns: readonly string[]): Promise<void> {
    if (JSON.stringify(patterns) === JSON.stringify(this.#patterns)) return;
    // The queue keeps what comes while nobody consumes.
    await this.#consumer?.stop();
    this.#consumer = null;
    this.#patterns = [];
    if (patterns.length === 0) return;
    const { broker, store, metrics } = this.#options;
    this.#consumer = await broker.consume({
      queue,
      patterns,
      handle: async (event) => {
        metrics.eventsReceived.inc();
        await store.append(audienceOf(event), event);
      },
    });
    this.#patterns = patterns;
  }
}
