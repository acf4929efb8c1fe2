import { SpanKind } from '@opentelemetry/api';
import { inSpan } from '@payloom/telemetry/spans';
import { traceparentOf } from '@payloom/telemetry/trace';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { InFlight } from '../operations/in-flight.ts';
import type { PostAnswer } from './post.ts';
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
  readonly sharedQuestions?: InFlight<PostAnswer> | undefined;
}

/** Keeps connections to the subgraphs, by their addresses. */
export class SubgraphClients {
  readonly #connections = new Map<string, SubgraphConnection>();
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

  /** Lets go of the addresses that are no longer among `urls`; requests under way end first. */
  retain(urls: Iterable<string>): void {
    const origins = new Set([...urls].flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])));
    for (const [origin, connection] of this.#connections) {
      if (origins.has(origin)) continue;
      this.#connections.delete(origin);
      void connection.close();
    }
  }

  async close(): Promise<void> {
    const connections = [...this.#connections.values()];
    this.#connections.clear();
    await Promise.all(connections.map((connection) => connection.destroy()));
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

  async #send(
    name: string,
    { origin, pathname, search }: URL,
    request: SubgraphRequest,
    { headers, signal, onCookies }: SendOptions,
  ): Promise<SubgraphResponse> {
    const { headers: received, text } = await this.#ask(name, origin, {
      path: `${pathname}${search}`,
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body: bodyOf(request),
      isSafe: !request.isMutation,
      signal,
    });
    const response = readBody(name, text);
    const cookies = received['set-cookie'];
    // One alone comes as a string, whatever the types of headers say.
    if (cookies !== undefined) onCookies?.([cookies].flat());
    return response;
  }

  /** Asks once what several ask at the same time as the same caller. Each reads the answer for itself. */
  async #ask(name: string, origin: string, question: Question): Promise<PostAnswer> {
    const connection = this.#connection(name, origin);
    const { sharedQuestions } = this.#options;
    if (!sharedQuestions) return connection.ask(question);
    // What is asked next must see what was done.
    if (!question.isSafe) return connection.ask(question).finally(() => sharedQuestions.forgetAll());
    const { path, headers, body, signal = nobodyLeaves } = question;
    const key = JSON.stringify([origin, path, body, Object.entries(headers).filter(isOfCaller)]);
    try {
      return await sharedQuestions.share(key, signal, (nobodyWaits) =>
        connection.ask({ ...question, signal: nobodyWaits }),
      );
    } catch (cause) {
      throw cause instanceof SubgraphFailure ? cause : new SubgraphFailure(name, 'cancelled', { cause });
    }
  }
}

const nobodyLeaves = new AbortController().signal;

/** What only says which request it is, and in which trace, makes no other caller. */
const isOfCaller = ([name]: readonly [string, string]): boolean => !headersOfRequest.has(name);
const headersOfRequest = new Set(['x-request-id', 'traceparent', 'tracestate']);

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
