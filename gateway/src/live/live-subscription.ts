import type { InFlight } from '../operations/in-flight.ts';
import { matchesPattern, roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { SpanKind, TraceFlags } from '@opentelemetry/api';
import { inSpan, isTracing } from '@payloom/telemetry/spans';
import { traceparentOf } from '@payloom/telemetry/trace';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { JsonObject } from '../executor/json.ts';
import type { Caller } from '../operations/caller.ts';
import { traceHeaders } from '../operations/trace.ts';
import type { OperationParts, Run } from '../operations/run-operation.ts';
import { hydrate } from './hydrate.ts';
import { LiveFeed, type LiveFeedOptions } from './live-feed.ts';
import type { LiveEvent, LiveStore } from './live-store.ts';
import type { SubscriptionPlan } from './plan-subscription.ts';
import { shareKey } from './share-key.ts';

export interface LiveParts extends OperationParts {
  readonly store: LiveStore;
  /** Under way for any subscription of this process. */
  readonly hydrations: InFlight<ExecutionResult>;
  /** Told how long after the event its update was ready; null of an event from before the subscription. */
  readonly onDelivered: (delayMs: number | null) => void;
}

/**
 * A running subscription: each event becomes an update, one after the other, hydrated as its viewer or together with
 * those to whom it is the same. A class with a `return` of its own, because one of a waiting async generator does nothing
 * until the next event comes.
 */
export class LiveSubscription implements AsyncIterableIterator<ExecutionResult, undefined, undefined> {
  readonly #parts: LiveParts;
  readonly #onEnd: () => void;
  readonly #ended = new AbortController();
  readonly #caller: Caller;
  readonly #variables: JsonObject;
  #plan: SubscriptionPlan;
  #shareKey: string;
  #feed: LiveFeed | null = null;
  #problem: GraphQLError | null = null;
  #startedAtMs = Infinity;

  constructor(
    parts: LiveParts,
    run: Pick<Run, 'variables' | 'caller'> & { plan: SubscriptionPlan; onEnd: () => void },
  ) {
    this.#parts = parts;
    this.#plan = run.plan;
    this.#variables = run.variables;
    this.#caller = { ...run.caller, signal: this.#ended.signal };
    this.#onEnd = run.onEnd;
    this.#shareKey = shareKey(run);
  }

  get plan(): SubscriptionPlan {
    return this.#plan;
  }

  get listens(): boolean {
    return this.#feed !== null;
  }

  get lastCursor(): string | null {
    return this.#feed?.lastCursor ?? null;
  }

  /** Begins to listen; where the store is away, once it is back. Rejects with RESYNC_REQUIRED when events behind the cursor are gone. */
  async start(): Promise<void> {
    const options: LiveFeedOptions = {
      audiences: audiencesOf(this.#caller),
      after: this.#plan.after,
      wants: (type, event) =>
        this.#plan.eventTypes.some((pattern) => matchesPattern(pattern, type)) && this.#plan.matches(event),
    };
    this.#startedAtMs = Date.now();
    this.#feed = await LiveFeed.open(this.#parts.store, options, this.#ended.signal);
    if (this.#problem) this.#feed.close(this.#problem);
    else if (this.#ended.signal.aborted) this.#feed.close();
  }

  /** Goes on with another plan of the same operation, from the next event on. */
  replan(plan: SubscriptionPlan): void {
    this.#plan = plan;
    this.#shareKey = shareKey({ plan, variables: this.#variables, caller: this.#caller });
  }

  /** Ends it with an error the client sees. */
  fail(problem: GraphQLError): void {
    this.#problem = problem;
    this.#feed?.close(problem);
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      const event = await this.#feed?.next();
      if (event) {
        const value = await this.#deliver(event);
        if (!this.#ended.signal.aborted) return { done: false, value };
      }
    } catch (error) {
      // Whoever has left waits for nothing any more, and is told of nothing.
      const hasLeft = this.#ended.signal.aborted;
      this.#end();
      if (!hasLeft) throw error;
    }
    this.#end();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    this.#feed?.close();
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#onEnd();
  }

  /** In a span of its own, which the update carries along: what becomes of it at the client stands below. */
  #deliver(event: LiveEvent): Promise<ExecutionResult> {
    const { type, id, traceparent, tracestate } = event.event;
    if (!isTracing() || traceparent === undefined) return this.#hydrate(event);
    const name = this.#plan.prepared.name ?? 'subscription';
    const attributes = { 'cloudevents.event_type': type, 'cloudevents.event_id': id };
    const options = { kind: SpanKind.PRODUCER, traceparent, tracestate, attributes };
    return inSpan(`deliver ${name}`, options, async (span) => {
      const result = await this.#hydrate(event);
      const isKept = span && (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
      return isKept ? { ...result, extensions: { traceparent: traceparentOf(span) } } : result;
    });
  }

  /** An update belongs to the trace of what caused its event, not to that of the socket. */
  #callerFor({ event: { traceparent, tracestate } }: LiveEvent): Caller {
    const { tracestate: _ofSocket, ...headers } = this.#caller.headers;
    return { ...this.#caller, headers: { ...headers, ...traceHeaders({ traceparent, tracestate }) } };
  }

  async #hydrate(event: LiveEvent): Promise<ExecutionResult> {
    const plan = this.#plan;
    const { hydrations, onDelivered } = this.#parts;
    const run = (signal: AbortSignal) => {
      const caller = { ...this.#callerFor(event), signal };
      return hydrate(this.#parts, { plan, variables: this.#variables, caller }, event);
    };
    const { signal } = this.#ended;
    // Nothing is shared of what costs nothing.
    const result = plan.rest
      ? await hydrations.share(`${this.#shareKey} ${event.event.id} ${event.cursor}`, signal, run)
      : await run(signal);
    const happenedAtMs = Date.parse(event.event.time);
    onDelivered(happenedAtMs < this.#startedAtMs ? null : Date.now() - happenedAtMs);
    return result;
  }
}

function audiencesOf({ viewer }: Caller): string[] {
  return viewer ? [userAudience(viewer.userId), roleAudience(viewer.role)] : [];
}
