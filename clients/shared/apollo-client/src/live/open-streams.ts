import { createClient, NetworkError, type RequestParams } from 'graphql-sse';
import type { SubscribePayload } from 'graphql-ws';
import { fetchStream } from './fetch-stream.ts';
import { gatherDoings, type StreamDoings } from './stream-doings.ts';
import { isTokenRefusal } from './token-refusal.ts';
import type { Doings, LiveSession, LiveSink, Transport } from './transport.ts';
import { waitBeforeRetry } from './waits.ts';

export interface StreamOptions {
  readonly url: string;
  readonly session: LiveSession;
  readonly doings: Doings;
}

interface Shared extends StreamDoings {
  readonly url: string;
  readonly session: LiveSession;
}

type Values = Record<string, unknown>;

/** The request as it is sent each time anew: whoever subscribed moves its cursor along. */
function requestOf(payload: SubscribePayload): RequestParams {
  return {
    query: payload.query,
    get variables() {
      return payload.variables ?? {};
    },
    ...(payload.operationName ? { operationName: payload.operationName } : {}),
  };
}

async function authorizationOf(session: LiveSession): Promise<Record<string, string>> {
  // Whoever cannot be asked for a token is asked again, as a gateway is that does not answer.
  const token = await session.freshToken().catch((error: unknown) => {
    throw new NetworkError(error instanceof Error ? error : new Error('There is no token.'));
  });
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** One subscription, over one stream after the other. */
class Running {
  readonly #client: ReturnType<typeof createClient>;
  readonly #shared: Shared;
  readonly #payload: SubscribePayload;
  readonly #sink: LiveSink;
  /** The stream at hand; what another one still says is of no interest. */
  #stream = {};
  #stop = (): void => {};
  #isRefused = false;

  constructor(shared: Shared, payload: SubscribePayload, sink: LiveSink) {
    [this.#shared, this.#payload, this.#sink] = [shared, payload, sink];
    this.#client = createClient({
      url: shared.url,
      fetchFn: fetchStream,
      headers: () => authorizationOf(shared.session),
      retryAttempts: Number.POSITIVE_INFINITY,
      retry: (retries) => {
        shared.failed(this);
        return waitBeforeRetry(retries, false);
      },
    });
    this.begin();
  }

  begin(): void {
    const stream = {};
    let errors: readonly unknown[] | undefined;
    const ifMine =
      <Arguments extends unknown[]>(act: (...args: Arguments) => void) =>
      (...args: Arguments): void => {
        if (this.#stream === stream) act(...args);
      };
    this.#stream = stream;
    this.#stop = this.#client.subscribe<Values, Values>(
      requestOf(this.#payload),
      {
        next: ifMine((result) => {
          // What ends it is its last result, with errors and no data.
          if (result.errors && !result.data) return (errors = result.errors);
          this.#isRefused = false;
          return this.#sink.next(result);
        }),
        error: ifMine((error) => this.#sink.error(error)),
        complete: ifMine(() => this.#end(errors)),
      },
      { connected: ifMine(() => this.#shared.opened(this)) },
    );
  }

  /** The connection may be gone without anybody having noticed. */
  restart(): void {
    this.#leave();
    this.#shared.failed(this);
    this.begin();
  }

  stop(): void {
    this.#leave();
    this.#shared.gone(this);
  }

  /** As graphql-ws does with what runs when it is disposed of. */
  complete(): void {
    this.stop();
    this.#sink.complete();
  }

  #leave(): void {
    this.#stream = {};
    this.#stop();
  }

  #end(errors: readonly unknown[] | undefined): void {
    if (!errors) this.#sink.complete();
    else if (isTokenRefusal(errors)) this.#goOnWithAnotherToken(errors);
    else this.#sink.error(errors);
  }

  /** Behind the last update, for the cursor is the payload's. Once: another one refused is not for having been too old. */
  #goOnWithAnotherToken(errors: readonly unknown[]): void {
    if (this.#isRefused) return this.#sink.error(new Error('One token after the other was refused.'));
    this.#isRefused = true;
    const { session } = this.#shared;
    const stream = this.#stream;
    session.refresh().then(
      (token) => {
        if (this.#stream !== stream) return;
        if (token) this.begin();
        else this.#sink.error(errors);
      },
      (error: unknown) => this.#sink.error(error),
    );
  }
}

/** An event stream for each subscription, where sockets do not get through. */
export function openStreams({ url, session, doings }: StreamOptions): Transport {
  const running = new Set<Running>();
  const shared: Shared = { url, session, ...gatherDoings(doings) };
  return {
    subscribe: (payload, sink) => {
      const one = new Running(shared, payload, sink);
      running.add(one);
      return () => {
        running.delete(one);
        one.stop();
      };
    },
    terminate: () => {
      for (const one of running) one.restart();
      if (running.size === 0) doings.connected(false);
    },
    dispose: () => {
      for (const one of running) one.complete();
      running.clear();
    },
  };
}
