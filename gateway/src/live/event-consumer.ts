import { setTimeout as delay } from 'node:timers/promises';
import { consumerBindings, consumers, type ConsumerQueue } from '@payloom/event-contracts/consumers';
import { audienceOf, matchesPattern, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { SpanKind } from '@opentelemetry/api';
import type { Broker } from '@payloom/messaging/broker';
import { spanEvents } from '@payloom/messaging/event-spans';
import { retryDelayMs } from '@payloom/messaging/retry-delay';
import type { Logger } from 'pino';
import { revokingEventTypes } from '../authorization/revocations.ts';
import type { Graph } from '../graph/graph.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { LiveStore } from './live-store.ts';
import { unlessAborted } from '../operations/unless-aborted.ts';

const queue: ConsumerQueue = 'gateway.live.deliver';
const batchSizeMax = 100;
/** Under load events come in fewer and larger batches, which costs everybody less than so short a wait. */
const batchEveryMs = 10;
const tryAgainDelays = { retryDelayBaseMs: 200, retryDelayMaxMs: 2_000 };
const bounds = {
  /** How long a start waits for the events; after that they come when the broker and the store do. */
  startWaitMaxMs: 5_000,
  /** How long the store may take for a batch before the queue is left to another gateway, which may reach it. */
  storeWaitMaxMs: 3_000,
};

export interface EventConsumerOptions extends Partial<typeof bounds> {
  readonly broker: Broker;
  readonly store: LiveStore;
  /** Takes note of all events, before anybody is told of any of them. */
  readonly onEvents?: ((events: readonly EventEnvelope[], signal: AbortSignal) => Promise<void>) | undefined;
  readonly metrics: Pick<GatewayMetrics, 'eventsReceived'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Takes the events from the queue that all gateways share, and gives those which feed a subscription to the live store.
 * While the broker or the store is away it waits, and the queue keeps what comes.
 */
export class EventConsumer {
  readonly #options: EventConsumerOptions & typeof bounds;
  readonly #stopping = new AbortController();
  #working: Promise<void> = Promise.resolve();
  #patterns: readonly string[] = [];
  #fed = new Map<string, boolean>();
  #running = false;

  constructor(options: EventConsumerOptions) {
    this.#options = { ...bounds, ...options };
  }

  /** Whether events are taken. */
  get isRunning(): boolean {
    return this.#running;
  }

  /** Begins to take events for this graph. Resolves when it does, or when that takes longer than a start should wait. */
  async start(graph: Graph): Promise<void> {
    this.follow(graph);
    const begun = Promise.withResolvers<void>();
    this.#working = this.#work(begun.resolve);
    const waited = new AbortController();
    const tooLong = delay(this.#options.startWaitMaxMs, undefined, { signal: waited.signal });
    await Promise.race([begun.promise, tooLong]);
    waited.abort();
  }

  /** From now on, stores what feeds the subscriptions of this graph, and in any case what takes access away. */
  follow(graph: Graph): void {
    this.#patterns = [...[...graph.events.values()].flatMap(({ types }) => types), ...revokingEventTypes];
    this.#fed = new Map();
  }

  /** Takes no more events, waits for those under way, and resolves. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  /** Takes events until it is stopped. What fails is tried again. */
  async #work(onBegin: () => void): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#stopping;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await this.#consume(() => {
          attempt = 1;
          onBegin();
        });
      } catch (err) {
        log.warn({ err }, 'the events for live updates cannot be taken and are tried again');
      }
      await delay(retryDelayMs(attempt, tryAgainDelays), undefined, { signal }).catch(() => {});
    }
  }

  /** Takes events until it is stopped or the store is away for too long. */
  async #consume(onBegin: () => void): Promise<void> {
    const { broker, store, log } = this.#options;
    await broker.declare(...consumerBindings);
    if (!(await store.ping())) throw new Error('The store of live updates is away');
    const over = Promise.withResolvers<void>();
    const given = new AbortController();
    const deliver = (events: readonly EventEnvelope[]) => this.#deliver(events, over.resolve, given.signal);
    const consumer = await broker.consume({
      queue,
      patterns: consumers[queue].patterns,
      handle: (event) => deliver([event]),
      handleBatch: deliver,
      batchSizeMax,
      batchEveryMs,
    });
    this.#running = true;
    onBegin();
    const { signal } = this.#stopping;
    await unlessAborted(over.promise, [signal]).catch(() => {});
    this.#running = false;
    if (!signal.aborted) log.warn('the store of live updates is away: the events are left to other gateways');
    // What is under way goes back to the queue; only then does it stop waiting for the store.
    await consumer.stop();
    given.abort();
  }

  /** Resolves when the store has the events. While it is away this waits, for failing would use up their tries. */
  async #deliver(
    events: readonly EventEnvelope[],
    onStoreAway: () => void,
    signal: AbortSignal,
  ): Promise<void> {
    this.#options.metrics.eventsReceived.inc(events.length);
    const timer = setTimeout(onStoreAway, this.#options.storeWaitMaxMs);
    try {
      // First: who hears of an event may ask at once for what it tells of.
      await this.#options.onEvents?.(events, signal);
      const fed = events.filter((event) => this.#feeds(event.type) && audienceOf(event).length > 0);
      if (fed.length > 0) await this.#append(fed, signal);
    } finally {
      clearTimeout(timer);
    }
  }

  async #append(events: readonly EventEnvelope[], signal: AbortSignal): Promise<void> {
    const spanned = spanEvents(() => `process ${queue}`, SpanKind.CONSUMER, 'process', events);
    try {
      await this.#options.store.append(spanned.events, signal);
      spanned.end();
    } catch (error) {
      spanned.end(error);
      throw error;
    }
  }

  /** Whether a subscription of the graph, or a gateway itself, is fed by events of the type. */
  #feeds(type: string): boolean {
    const known = this.#fed.get(type);
    if (known !== undefined) return known;
    const feeds = this.#patterns.some((pattern) => matchesPattern(pattern, type));
    this.#fed.set(type, feeds);
    return feeds;
  }
}
