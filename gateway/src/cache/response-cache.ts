import { setTimeout as delay } from 'node:timers/promises';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { OperationTypeNode } from 'graphql';
import type { SubgraphFetch, SubgraphRequest, SubgraphResponse } from '../executor/subgraph-response.ts';
import type { Graph } from '../graph/graph.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { Caller } from '../operations/caller.ts';
import type { Fetcher } from '../operations/entity-batches.ts';
import { CachedFetch, type Fetched } from './cached-fetch.ts';
import { CacheAway, type CacheStore } from './cache-store.ts';
import { callerClassOf } from './caller-class.ts';
import { maxAgeMaxSeconds } from './cache-hints.ts';
import { fetchRuleOf, type FetchRule } from './fetch-rule.ts';
import { Flights } from './flights.ts';
import { entitiesOf, wholeOf } from './parts.ts';
import { stampsChangedBy, writerStamp } from './stamps.ts';

const entitiesAtOnceMax = 1_000;
/** How long a mutation's answer waits for what says that it was done. */
const tellTimeMaxMs = 50;

export interface ResponseCacheOptions {
  readonly store: CacheStore;
  /** Whether events are heard; without that nothing that is kept can be trusted. */
  readonly hears: () => boolean;
  /** Whether anything is answered from what is kept. What changes is told to the store in any case, for other gateways. */
  readonly isOn: boolean;
  readonly metrics: Pick<GatewayMetrics, 'cacheLookups' | 'cacheInvalidations'>;
}

/** What a fetch is a part of. */
export interface Asking {
  readonly graph: Graph;
  readonly kind: OperationTypeNode;
  readonly caller: Caller;
}

/** Why a fetch that may be kept is not even looked for. */
type Bypass = 'unheard' | 'away' | 'writer' | 'caller' | 'size';

/**
 * Answers fetches from subgraphs from what other fetches brought, where the graph says that it may be kept: by the class of
 * who asks, and only as long as no event has told of a change. See docs/decisions/0009-cache.md.
 */
export class ResponseCache {
  readonly #options: ResponseCacheOptions;
  readonly #flights = new Flights();
  readonly #closed = new AbortController();
  /** Whose doings the store has not been told of yet, and how many of them. */
  readonly #untold = new Map<string, number>();

  constructor(options: ResponseCacheOptions) {
    this.#options = options;
  }

  /** What is asked of subgraphs by `fetcher`, answered from what is kept as far as that goes. */
  around({ graph, kind, caller }: Asking, fetcher: Fetcher): SubgraphFetch {
    const plainly = fetcher(caller);
    if (!this.#options.isOn || kind === OperationTypeNode.MUTATION || graph.cacheHints.isEmpty)
      return plainly;
    return (subgraph, request) => {
      const rule = fetchRuleOf(graph, request.query);
      return rule
        ? this.#answer({ subgraph, request, rule, caller, plainly, fetcher })
        : plainly(subgraph, request);
    };
  }

  /** Has a viewer see what they did, from now on, whatever was kept before. Never rejects, nor takes long. */
  async wrote(viewer: Pick<Viewer, 'userId'> | null): Promise<void> {
    if (!viewer) return;
    const { userId } = viewer;
    this.#options.metrics.cacheInvalidations.inc({ cause: 'mutation' });
    this.#untold.set(userId, (this.#untold.get(userId) ?? 0) + 1);
    // After that, nothing is left of what was kept before.
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(maxAgeMaxSeconds * 1_000)]);
    const told = this.#options.store
      .change([writerStamp(userId)], signal)
      .catch(() => {})
      .finally(() => this.#toldOf(userId));
    const answered = new AbortController();
    const tooLong = delay(tellTimeMaxMs, undefined, { signal: answered.signal }).catch(() => {});
    await Promise.race([told, tooLong]);
    answered.abort();
  }

  /** Has nothing count that events tell to have changed. Waits for the store, until the signal aborts. */
  async take(events: readonly EventEnvelope[], signal?: AbortSignal): Promise<void> {
    await this.#options.store.change(stampsChangedBy(events), signal);
    this.#options.metrics.cacheInvalidations.inc({ cause: 'event' }, events.length);
  }

  /** Lets go of the store. */
  close(): void {
    this.#closed.abort();
    this.#options.store.close();
  }

  #toldOf(userId: string): void {
    const left = (this.#untold.get(userId) ?? 1) - 1;
    if (left === 0) this.#untold.delete(userId);
    else this.#untold.set(userId, left);
  }

  async #answer(question: Question): Promise<SubgraphResponse> {
    const { subgraph, request, rule, caller, plainly } = question;
    const parts = rule.isOfEntities ? entitiesOf(request) : wholeOf(request);
    const callers = callerClassOf(rule.sharing, caller);
    const bypass = this.#bypassOf(caller);
    const kind = rule.isOfEntities ? 'entity' : 'root';
    const count = (outcome: string, times = 1) => {
      if (times > 0) this.#options.metrics.cacheLookups.inc({ subgraph, kind, outcome }, times);
    };
    const goRound = (reason: Bypass) => {
      count(reason, parts?.count);
      return plainly(subgraph, request);
    };
    if (bypass) return goRound(bypass);
    if (!callers) return goRound('caller');
    if (!parts || parts.count > entitiesAtOnceMax) return goRound('size');
    const { store } = this.#options;
    const cached = new CachedFetch({
      ...{ store, flights: this.#flights, subgraph, rule, callers, request, parts },
      writerId: caller.viewer?.userId ?? null,
      fetch: (some) => fetchFor(question, some),
      onOutcome: count,
    });
    try {
      return await cached.run();
    } catch (error) {
      if (error instanceof CacheAway) return goRound('away');
      throw error;
    }
  }

  #bypassOf({ viewer }: Caller): Bypass | null {
    if (!this.#options.hears()) return 'unheard';
    return viewer && this.#untold.has(viewer.userId) ? 'writer' : null;
  }
}

interface Question {
  readonly subgraph: string;
  readonly request: SubgraphRequest;
  readonly rule: FetchRule;
  readonly caller: Caller;
  readonly plainly: SubgraphFetch;
  readonly fetcher: Fetcher;
}

/** Fetches for everybody who waits for it: it goes on when the one who came first has gone. */
async function fetchFor({ subgraph, caller, fetcher }: Question, request: SubgraphRequest): Promise<Fetched> {
  let setsCookies = false;
  const onCookies = (cookies: readonly string[]) => {
    setsCookies = true;
    caller.onCookies?.(cookies);
  };
  const signal = new AbortController().signal;
  const response = await fetcher({ ...caller, signal, onCookies })(subgraph, request);
  return { response, setsCookies };
}
