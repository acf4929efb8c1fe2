import { ApolloLink, CombinedGraphQLErrors, Observable } from '@apollo/client';
import { print, type GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Transport } from './live/transport.ts';
import type { Telemetry } from './telemetry.ts';
import { tellOfUpdate } from './trace-link.ts';

export interface LiveLinkOptions {
  readonly current: () => Pick<Transport, 'subscribe'>;
  /** Events were missed that nobody can send again: what is shown has to be fetched anew. */
  readonly onResync: () => Promise<void>;
  readonly restartAfterMs?: number;
  /** Told of each update whose trace is kept. */
  readonly telemetry?: Pick<Telemetry, 'addSpan'>;
}

/** The link, and what fetches anew where a lost connection left it with subscriptions that cannot go on where they were. */
export interface LiveLink {
  readonly link: ApolloLink;
  fillGaps(): Promise<void>;
}

type Payload = SubscribePayload & { variables: Record<string, unknown> };
type Result = ApolloLink.Result<Record<string, unknown>>;

const RESTART_AFTER_MS = 1_000;
/**
 * Nothing says that a subscription has begun, but by then it has. What is fetched before could be older than the first update,
 * and what happened in between would be shown by neither.
 */
const BEGUN_AFTER_MS = 500;
/** A server that is full is not asked again at once. */
const RESTART_AFTER_BUSY_MS = 10_000;
/** The subscription ended for a reason that passes. */
const passing = new Set(['RESYNC_REQUIRED', 'SUBSCRIBER_TOO_SLOW', 'SUBGRAPH_UNAVAILABLE', 'GATEWAY_BUSY']);

/** How long until a subscription begins again; not the same for all whom one server has ended. */
function restartDelayMs(code: string | undefined, restartAfterMs = RESTART_AFTER_MS): number {
  const longestMs = code === 'GATEWAY_BUSY' ? RESTART_AFTER_BUSY_MS : restartAfterMs;
  return longestMs * (0.5 + Math.random() / 2);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The cursor of a live update: the one root field's `cursor`, where the document asks for it. */
function cursorOf(data: unknown): string | undefined {
  const update = isObject(data) ? Object.values(data)[0] : undefined;
  return isObject(update) && typeof update['cursor'] === 'string' ? update['cursor'] : undefined;
}

function isErrors(failure: unknown): failure is GraphQLFormattedError[] {
  return Array.isArray(failure) && failure.every((each) => isObject(each) && 'message' in each);
}

/** The code of the first error; undefined where it was the connection that failed. */
function codeOf(failure: unknown): string | undefined {
  const code = isErrors(failure) ? failure[0]?.extensions?.['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** One running subscription. It starts again behind its last update when it ends for a reason that passes. */
function run(payload: Payload, options: LiveLinkOptions, onGap: () => void): Observable<Result> {
  return new Observable((observer) => {
    let stop = (): void => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fail = (failure: unknown): void => {
      const code = codeOf(failure);
      if (isErrors(failure) && !(code && passing.has(code))) {
        return observer.error(new CombinedGraphQLErrors({ errors: failure }));
      }
      if (code === 'RESYNC_REQUIRED') delete payload.variables['after'];
      timer = setTimeout(startAgain, restartDelayMs(code, options.restartAfterMs));
    };
    const startAgain = (): void => {
      start();
      if (!payload.variables['after']) onGap();
    };
    const start = (): void => {
      stop = options.current().subscribe(payload, {
        next: (result) => {
          const cursor = cursorOf(result.data);
          if (cursor) payload.variables['after'] = cursor;
          const startMs = Date.now();
          observer.next(result);
          if (options.telemetry)
            tellOfUpdate(options.telemetry, result.extensions, payload.operationName ?? undefined, startMs);
        },
        error: fail,
        complete: () => observer.complete(),
      });
    };
    start();
    return () => {
      clearTimeout(timer);
      stop();
    };
  });
}

/**
 * Sends subscriptions over the live connection. After a lost one the libraries send the same payload again; moving its
 * `after` along with each update makes it go on behind the last one, where the document has the variable `$after`.
 */
export function createLiveLink(options: LiveLinkOptions): LiveLink {
  const running = new Set<Payload>();
  let filling: ReturnType<typeof setTimeout> | undefined;
  const onGap = (): void => {
    clearTimeout(filling);
    // What cannot be fetched says so where it is shown.
    filling = setTimeout(() => options.onResync().catch(() => undefined), BEGUN_AFTER_MS);
  };
  const hasGaps = (): boolean => [...running].some(({ variables }) => !variables['after']);
  const link = new ApolloLink(({ query, operationName, variables, extensions }) => {
    const payload: Payload = {
      query: print(query),
      extensions,
      variables: { ...variables },
      ...(operationName ? { operationName } : {}),
    };
    return new Observable<Result>((observer) => {
      running.add(payload);
      const subscription = run(payload, options, onGap).subscribe(observer);
      return () => {
        running.delete(payload);
        subscription.unsubscribe();
      };
    });
  });
  const fillGaps = async (): Promise<void> => {
    if (!hasGaps()) return;
    await new Promise((resolve) => setTimeout(resolve, BEGUN_AFTER_MS));
    await options.onResync();
  };
  return { link, fillGaps };
}
