import { SpanKind } from '@opentelemetry/api';
import { inSpan } from '@payloom/telemetry/spans';
import { traceparentOf } from '@payloom/telemetry/trace';
import { Pool } from 'undici';
import type { GatewayMetrics } from '../http/metrics.ts';
import { readSubgraphResponse, type SubgraphRequest, type SubgraphResponse } from './subgraph-response.ts';

const connectionsPerSubgraphMax = 128;
const responseSizeMaxBytes = 64 * 1024 * 1024;

/** Headers that go with every fetch of one operation. */
export type ForwardedHeaders = Readonly<Record<string, string>>;

export interface SendOptions {
  readonly headers: ForwardedHeaders;
  /** Ends the fetch early, when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
  /** Told of the cookies the subgraph sets. */
  readonly onCookies?: ((cookies: readonly string[]) => void) | undefined;
}

/** Why a subgraph gave no answer. It is logged and counted; a client sees SUBGRAPH_UNAVAILABLE. */
export class SubgraphFailure extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'malformed' | 'cancelled';
  constructor(subgraph: string, kind: SubgraphFailure['kind'], options?: ErrorOptions) {
    super(`Subgraph ${subgraph}: ${kind}`, options);
    this.name = 'SubgraphFailure';
    this.kind = kind;
  }
}

export interface SubgraphClientsOptions {
  /** One fetch may take this long, connecting and reading included. */
  readonly fetchTimeoutMs: number;
  readonly metrics: GatewayMetrics;
}

/** Keeps connections to the subgraphs, a bounded pool for each address. */
export class SubgraphClients {
  readonly #pools = new Map<string, Pool>();
  readonly #options: SubgraphClientsOptions;

  constructor(options: SubgraphClientsOptions) {
    this.#options = options;
  }

  /** Sends one operation to the subgraph `name` at `url`. Throws a SubgraphFailure. */
  async send(
    name: string,
    url: string,
    request: SubgraphRequest,
    options: SendOptions,
  ): Promise<SubgraphResponse> {
    const attributes = { 'payloom.subgraph': name, ...operationAttributes(request) };
    return inSpan(`fetch ${name}`, { kind: SpanKind.CLIENT, attributes }, (span) => {
      if (!span) return this.#timed(name, url, request, options);
      const headers = { ...options.headers, traceparent: traceparentOf(span) };
      return this.#timed(name, url, request, { ...options, headers });
    });
  }

  async #timed(
    name: string,
    url: string,
    request: SubgraphRequest,
    options: SendOptions,
  ): Promise<SubgraphResponse> {
    const endTimer = this.#options.metrics.subgraphFetchSeconds.startTimer({ subgraph: name });
    let outcome = 'answered';
    try {
      return await this.#send(name, new URL(url), request, options);
    } catch (error) {
      outcome = error instanceof SubgraphFailure ? error.kind : 'unreachable';
      throw error;
    } finally {
      endTimer({ outcome });
    }
  }

  /** Lets go of the pools to addresses that are no longer among `urls`; requests under way end first. */
  retain(urls: Iterable<string>): void {
    const origins = new Set([...urls].flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])));
    for (const [origin, pool] of this.#pools) {
      if (origins.has(origin)) continue;
      this.#pools.delete(origin);
      pool.close().catch(() => pool.destroy());
    }
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #pool(origin: string): Pool {
    const known = this.#pools.get(origin);
    if (known) return known;
    const { fetchTimeoutMs: timeout } = this.#options;
    const pool = new Pool(origin, {
      connections: connectionsPerSubgraphMax,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      connect: { timeout },
      maxResponseSize: responseSizeMaxBytes,
    });
    this.#pools.set(origin, pool);
    return pool;
  }

  async #send(
    name: string,
    url: URL,
    request: SubgraphRequest,
    { headers, signal, onCookies }: SendOptions,
  ): Promise<SubgraphResponse> {
    const deadline = startDeadline(this.#options.fetchTimeoutMs, signal);
    try {
      const { headers: received, body } = await this.#pool(url.origin).request({
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(request),
        signal: deadline.signal,
      });
      const response = readSubgraphResponse(await body.json());
      if (!response) throw new SubgraphFailure(name, 'malformed');
      const cookies = received['set-cookie'];
      if (cookies !== undefined) onCookies?.(Array.isArray(cookies) ? cookies : [cookies]);
      return response;
    } catch (cause) {
      if (cause instanceof SubgraphFailure) throw cause;
      if (signal?.aborted) throw new SubgraphFailure(name, 'cancelled', { cause });
      if (deadline.signal.aborted || isTimeout(cause)) throw new SubgraphFailure(name, 'timeout', { cause });
      throw new SubgraphFailure(name, cause instanceof SyntaxError ? 'malformed' : 'unreachable', { cause });
    } finally {
      deadline.stop();
    }
  }
}

const operationAttributes = ({ operationName }: SubgraphRequest): { 'graphql.operation.name'?: string } =>
  operationName == null ? {} : { 'graphql.operation.name': operationName };

/** A signal that aborts when the time is over or `outer` does; once stopped, `outer` knows nothing of it any more. */
function startDeadline(
  timeMs: number,
  outer: AbortSignal | undefined,
): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeMs);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort);
  const stop = () => {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, stop };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /TIMEOUT/.test(String(error.code));
}
