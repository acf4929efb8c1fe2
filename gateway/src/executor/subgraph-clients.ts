import { SpanKind } from '@opentelemetry/api';
import { inSpan, isTracing } from '@payloom/telemetry/spans';
import { traceparentOf } from '@payloom/telemetry/trace';
import type { GatewayMetrics } from '../http/metrics.ts';
import { fieldLines } from '../http-client/request-text.ts';
import type { HttpResponse } from '../http-client/response-reader.ts';
import type { InFlight } from '../operations/in-flight.ts';
import { SubgraphConnection, type Question } from './subgraph-connection.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import {
  bodyOf,
  readSubgraphResponse,
  type SubgraphRequest,
  type SubgraphResponse,
} from './subgraph-response.ts';

/** Headers that go with every fetch of one operation. */
export type ForwardedHeaders = Readonly<Record<string, string>>;

export interface SendOptions {
  readonly headers: ForwardedHeaders;
  /** Ends the fetch early, when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
  /** Told of the cookies the subgraph sets. */
  readonly onCookies?: ((cookies: readonly string[]) => void) | undefined;
}

export interface SubgraphClientsOptions {
  /** One fetch may take this long, connecting and reading included. */
  readonly fetchTimeoutMs: number;
  readonly metrics: GatewayMetrics;
  /** Questions under way, where those that are the same are asked once. */
  readonly sharedQuestions?: InFlight<HttpResponse> | undefined;
}

interface Address {
  readonly origin: string;
  readonly path: string;
  readonly connection: SubgraphConnection;
}

/** Keeps connections to the subgraphs, by their addresses. */
export class SubgraphClients {
  readonly #connections = new Map<string, SubgraphConnection>();
  /** Known by what the graph calls them, so that none is read twice. */
  readonly #addresses = new Map<string, Address>();
  readonly #options: SubgraphClientsOptions;

  constructor(options: SubgraphClientsOptions) {
    this.#options = options;
  }

  /** Sends one operation to the subgraph `name` at `url`. Throws a SubgraphFailure. */
  send(name: string, url: string, request: SubgraphRequest, options: SendOptions): Promise<SubgraphResponse> {
    if (!isTracing()) return this.#timed(name, url, request, options);
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
    { headers, signal, onCookies }: SendOptions,
  ): Promise<SubgraphResponse> {
    const beganMs = performance.now();
    let outcome = 'answered';
    try {
      const address = this.#address(name, url);
      const question = {
        path: address.path,
        fields: fieldsOf(headers),
        body: bodyOf(request),
        isSafe: !request.isMutation,
        signal,
      };
      const { setCookies, text } = await this.#ask(name, address, question, headers);
      const response = readBody(name, text);
      if (setCookies.length > 0) onCookies?.(setCookies);
      return response;
    } catch (error) {
      outcome = error instanceof SubgraphFailure ? error.kind : 'unreachable';
      throw error;
    } finally {
      const seconds = (performance.now() - beganMs) / 1_000;
      this.#options.metrics.subgraphFetchSeconds.observe({ subgraph: name, outcome }, seconds);
    }
  }

  /** Lets go of the addresses that are no longer among `urls`; requests under way end first. */
  retain(urls: Iterable<string>): void {
    const origins = new Set([...urls].flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])));
    for (const [origin, connection] of this.#connections) {
      if (origins.has(origin)) continue;
      this.#connections.delete(origin);
      void connection.close();
    }
    this.#addresses.clear();
  }

  async close(): Promise<void> {
    const connections = [...this.#connections.values()];
    this.#connections.clear();
    this.#addresses.clear();
    await Promise.all(connections.map((connection) => connection.destroy()));
  }

  /** Throws where the address is none. */
  #address(subgraph: string, url: string): Address {
    const known = this.#addresses.get(url);
    if (known) return known;
    const { origin, pathname, search } = new URL(url);
    const connection = this.#connection(subgraph, origin);
    const address = { origin, path: `${pathname}${search}`, connection };
    this.#addresses.set(url, address);
    return address;
  }

  #connection(subgraph: string, origin: string): SubgraphConnection {
    const known = this.#connections.get(origin);
    if (known) return known;
    const { fetchTimeoutMs: timeoutMs, metrics } = this.#options;
    const onRest = (isResting: boolean) => metrics.subgraphResting.set({ subgraph }, isResting ? 1 : 0);
    const connection = new SubgraphConnection({ subgraph, origin, timeoutMs, onRest });
    this.#connections.set(origin, connection);
    return connection;
  }

  /** Asks once what several ask at the same time as the same caller. Each reads the answer for itself. */
  #ask(
    name: string,
    { origin, connection }: Address,
    question: Question,
    headers: ForwardedHeaders,
  ): Promise<HttpResponse> {
    const { sharedQuestions } = this.#options;
    if (!sharedQuestions) return connection.ask(question);
    // What is asked next must see what was done.
    if (!question.isSafe) return connection.ask(question).finally(() => sharedQuestions.forgetAll());
    const { path, body, signal = nobodyLeaves } = question;
    const key = JSON.stringify([origin, path, body, callerOf(headers)]);
    return sharedQuestions
      .share(key, signal, (nobodyWaits) => connection.ask({ ...question, signal: nobodyWaits }))
      .catch((cause: unknown) => {
        throw cause instanceof SubgraphFailure ? cause : new SubgraphFailure(name, 'cancelled', { cause });
      });
  }
}

const nobodyLeaves = new AbortController().signal;

/** What only says which request it is, and in which trace, makes no other caller. */
const callerOf = (headers: ForwardedHeaders): readonly (readonly [string, string])[] =>
  Object.entries(headers).filter(([name]) => !headersOfRequest.has(name));
const headersOfRequest = new Set(['x-request-id', 'traceparent', 'tracestate']);

/** Of headers that go with more than one fetch. */
const written = new WeakMap<ForwardedHeaders, string>();
const ofJson = fieldLines({ 'content-type': 'application/json', accept: 'application/json' });

/** All headers of a fetch, written once for an operation. Throws an InvalidHeader. */
function fieldsOf(headers: ForwardedHeaders): string {
  const known = written.get(headers);
  if (known !== undefined) return known;
  const fields = fieldLines(headers) + ofJson;
  written.set(headers, fields);
  return fields;
}

function readBody(name: string, text: string): SubgraphResponse {
  let response: SubgraphResponse | null = null;
  try {
    response = readSubgraphResponse(JSON.parse(text));
  } catch (cause) {
    throw new SubgraphFailure(name, 'malformed', { cause });
  }
  if (!response) throw new SubgraphFailure(name, 'malformed');
  return response;
}

const operationAttributes = ({ operationName }: SubgraphRequest): { 'graphql.operation.name'?: string } =>
  operationName == null ? {} : { 'graphql.operation.name': operationName };
