import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { GraphQLError } from 'graphql';
import { gatewayBusy, OperationRefused, schemaChanged, tooManyOperations } from '../errors.ts';
import type { JsonObject } from '../executor/json.ts';
import type { Graph } from '../graph/graph.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { Caller } from '../operations/caller.ts';
import type { PreparedOperation } from '../operations/prepared-operation.ts';
import { EntityBatches } from '../operations/entity-batches.ts';
import { InFlight } from '../operations/in-flight.ts';
import { isOfCallerAlone } from '../operations/run-operation.ts';
import { isToldSchema, readOperation } from '../operations/read-operation.ts';
import { LiveSubscription, type LiveParts } from './live-subscription.ts';
import { planSubscription } from './plan-subscription.ts';

/** Of one viewer, or of one address that is not signed in, over all of their sockets. */
export const subscriptionsPerViewerMax = 50;

export interface LiveGatewayOptions extends Omit<LiveParts, 'hydrations' | 'batches' | 'onDelivered'> {
  readonly metrics: GatewayMetrics;
  /** Of all viewers together. */
  readonly subscriptionsMax: number;
  readonly subscriptionsPerViewerMax?: number;
}

interface Running {
  readonly subscription: LiveSubscription;
  readonly viewer: Viewer | null;
  readonly variables: JsonObject;
}

/** Every subscription that runs in this process. */
export class LiveGateway {
  readonly #options: LiveGatewayOptions;
  readonly #running = new Set<Running>();
  readonly #countByOwner = new Map<string, number>();
  readonly #parts: LiveParts;

  constructor(options: LiveGatewayOptions) {
    this.#options = options;
    const { metrics } = options;
    this.#parts = {
      ...options,
      batches: new EntityBatches(),
      hydrations: new InFlight({ onBegin: () => metrics.hydrations.inc(), isOfOneOnly: isOfCallerAlone }),
      onDelivered: (delayMs) => this.#count(delayMs),
    };
  }

  /** How many subscriptions listen. */
  get size(): number {
    return [...this.#running].filter(({ subscription }) => subscription.listens).length;
  }

  /** Starts a subscription. Throws a GraphQLError or an OperationRefused when the caller cannot have it. */
  async subscribe(
    prepared: PreparedOperation,
    variables: JsonObject,
    caller: Caller,
    address: string,
  ): Promise<LiveSubscription> {
    const { viewer } = caller;
    const plan = planSubscription(prepared, viewer, variables, this.#options);
    const release = this.#take(viewer ? `user:${viewer.userId}` : `address:${address}`);
    const onEnd = () => {
      release();
      this.#running.delete(running);
      this.#options.metrics.subscriptions.set(this.#running.size);
    };
    const subscription = new LiveSubscription(this.#parts, { plan, variables, caller, onEnd });
    const running: Running = { subscription, viewer, variables };
    this.#running.add(running);
    this.#options.metrics.subscriptions.set(this.#running.size);
    // To begin may take as long as the store is away; whoever has left by then counts no more.
    const leave = () => void subscription.return();
    caller.signal.addEventListener('abort', leave);
    try {
      await subscription.start();
      return subscription;
    } catch (error) {
      await subscription.return();
      throw error;
    } finally {
      caller.signal.removeEventListener('abort', leave);
    }
  }

  /** Carries the running subscriptions over to a new graph, and ends with a reason those that make no sense in it. */
  adopt(graph: Graph): void {
    for (const { subscription, viewer, variables } of this.#running) {
      const problem = this.#replan(graph, subscription, viewer, variables);
      if (problem) subscription.fail(problem);
    }
  }

  #count(delayMs: number | null): void {
    const { updatesDelivered, updateDelaySeconds } = this.#options.metrics;
    updatesDelivered.inc();
    if (delayMs !== null) updateDelaySeconds.observe(delayMs / 1_000);
  }

  #replan(
    graph: Graph,
    subscription: LiveSubscription,
    viewer: Viewer | null,
    variables: JsonObject,
  ): GraphQLError | null {
    const { prepared } = subscription.plan;
    try {
      const text = { query: prepared.source.text, operationName: prepared.name };
      const { metrics } = this.#options;
      const introspection = isToldSchema(this.#options, viewer);
      const again = readOperation(graph, text, { introspection, metrics });
      subscription.replan(planSubscription(again, viewer, variables, this.#options));
      return null;
    } catch (error) {
      if (!(error instanceof OperationRefused))
        this.#options.log.warn({ err: error }, 'a subscription was not planned');
      return schemaChanged(subscription.lastCursor);
    }
  }

  /** Counts one more for its owner. Returns how to give it back; throws TOO_MANY_OPERATIONS or GATEWAY_BUSY. */
  #take(owner: string): () => void {
    if (this.#running.size >= this.#options.subscriptionsMax) throw gatewayBusy();
    const max = this.#options.subscriptionsPerViewerMax ?? subscriptionsPerViewerMax;
    const count = this.#countByOwner.get(owner) ?? 0;
    if (count >= max) throw tooManyOperations(max);
    this.#countByOwner.set(owner, count + 1);
    return () => {
      const left = (this.#countByOwner.get(owner) ?? 1) - 1;
      if (left === 0) this.#countByOwner.delete(owner);
      else this.#countByOwner.set(owner, left);
    };
  }
}
