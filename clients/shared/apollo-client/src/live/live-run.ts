import { CombinedGraphQLErrors, type ApolloLink } from '@apollo/client';
import type { GraphQLFormattedError } from 'graphql';
import type { FormattedExecutionResult, SubscribePayload } from 'graphql-ws';
import type { Observer } from 'rxjs';
import type { Telemetry } from '../telemetry.ts';
import { tellOfUpdate } from '../trace-link.ts';
import type { Gaps } from './gaps.ts';
import type { Transport } from './transport.ts';

export type Payload = SubscribePayload & { variables: Record<string, unknown> };
export type Result = ApolloLink.Result<Record<string, unknown>>;

export interface LiveRunOptions {
  readonly current: () => Pick<Transport, 'subscribe'>;
  /** The cursor that a subscription without one begins behind: not later than what its page shows. */
  readonly firstCursor: () => Promise<string | undefined>;
  readonly restartAfterMs?: number;
  /** Told of each update whose trace is kept. */
  readonly telemetry?: Pick<Telemetry, 'addSpan'>;
  readonly gaps: Gaps;
  /** Tells when it is an update's turn. */
  readonly inTurn: (tell: () => void) => void;
}

const RESTART_AFTER_MS = 1_000;
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
export class LiveRun {
  readonly #payload: Payload;
  readonly #takesAfter: boolean;
  readonly #options: LiveRunOptions;
  readonly #observer: Observer<Result>;
  #stopTransport = (): void => {};
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins; `takesAfter` where the document has the variable `$after`. */
  constructor(
    { payload, takesAfter }: { readonly payload: Payload; readonly takesAfter: boolean },
    options: LiveRunOptions,
    observer: Observer<Result>,
  ) {
    this.#payload = payload;
    this.#takesAfter = takesAfter;
    this.#options = options;
    this.#observer = observer;
    void this.#start();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#stopTransport();
  }

  async #start(): Promise<void> {
    const { variables } = this.#payload;
    const isPlaced = !this.#takesAfter || variables['after'];
    const cursor = isPlaced ? undefined : await this.#options.firstCursor();
    if (cursor) variables['after'] = cursor;
    if (!this.#isStopped) this.#subscribe();
  }

  async #startAgain(hasMissed: boolean): Promise<void> {
    if (hasMissed) await this.#options.gaps.fill();
    await this.#start();
    if (!this.#isStopped && !this.#payload.variables['after']) this.#options.gaps.fillSoon();
  }

  #subscribe(): void {
    const { current, inTurn } = this.#options;
    this.#stopTransport = current().subscribe(this.#payload, {
      next: (result) => {
        const cursor = cursorOf(result.data);
        if (cursor) this.#payload.variables['after'] = cursor;
        inTurn(() => this.#tell(result));
      },
      error: (failure) => this.#fail(failure),
      complete: () => inTurn(() => this.#observer.complete()),
    });
  }

  #tell(result: FormattedExecutionResult): void {
    const { telemetry } = this.#options;
    const startMs = Date.now();
    this.#observer.next(result);
    if (telemetry)
      tellOfUpdate(telemetry, result.extensions, this.#payload.operationName ?? undefined, startMs);
  }

  #fail(failure: unknown): void {
    const code = codeOf(failure);
    if (isErrors(failure) && !(code && passing.has(code))) {
      const error = new CombinedGraphQLErrors({ errors: failure });
      return this.#options.inTurn(() => this.#observer.error(error));
    }
    const hasMissed = code === 'RESYNC_REQUIRED';
    if (hasMissed) delete this.#payload.variables['after'];
    const delayMs = restartDelayMs(code, this.#options.restartAfterMs);
    this.#timer = setTimeout(() => void this.#startAgain(hasMissed), delayMs);
  }
}
