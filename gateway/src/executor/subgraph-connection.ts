import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  BrokenCircuitError,
  retry,
} from 'cockatiel';
import { ConnectionPool } from '../http-client/connection-pool.ts';
import { AnswerTimeout, type PostOptions } from '../http-client/exchange.ts';
import { MalformedResponse } from '../http-client/malformed-response.ts';
import type { HttpResponse } from '../http-client/response-reader.ts';
import { isJsonObject } from './json.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

const connectionsMax = 128;
/** Each is given up when its time is over: this many are more than a subgraph answers in that time. */
const waitingMax = 32_768;
/** A subgraph that has failed so often, with no answer in between, is let rest. */
const failuresInARow = 10;
const restMs = { initialDelay: 250, maxDelay: 2_000 };
/** Long enough for another replica, or another connection, to take over; short beside what a fetch may take. */
const attempts = { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 25, maxDelay: 150 }) };
/** What a proxy says where there is nobody behind it. */
const nobodyBehind = new Set([502, 503, 504]);

export interface ConnectionOptions {
  readonly subgraph: string;
  readonly origin: string;
  readonly timeoutMs: number;
  /** Told when it is let rest, and when it is asked again. */
  readonly onRest: (isResting: boolean) => void;
}

export interface Question extends Omit<PostOptions, 'timeoutMs'> {
  /** It may be asked again where it is not known what became of it. */
  readonly isSafe: boolean;
}

const isSilence = (error: unknown) => error instanceof SubgraphFailure && silent.has(error.kind);
const silent = new Set<SubgraphFailure['kind']>(['timeout', 'unreachable']);

/**
 * The connections to one address, a bounded pool. What can be asked again is, where no answer came; an address that gives none
 * for a while is let rest, so that nobody waits for it.
 */
export class SubgraphConnection {
  readonly #options: ConnectionOptions;
  readonly #pool: ConnectionPool;
  readonly #breaker;
  #isLetGo = false;
  /** Nothing has failed since an answer came. */
  #isWell = true;
  readonly #retryIfSafe = retry(
    handleWhen((error) => error instanceof SubgraphFailure && error.kind === 'unreachable'),
    attempts,
  );
  readonly #retryIfNeverSent = retry(
    handleWhen((error) => error instanceof SubgraphFailure && error.wasNeverSent),
    attempts,
  );

  constructor(options: ConnectionOptions) {
    const { origin, onRest } = options;
    this.#options = options;
    this.#pool = new ConnectionPool({ origin, connectionsMax, waitingMax });
    this.#breaker = circuitBreaker(handleWhen(isSilence), {
      breaker: new ConsecutiveBreaker(failuresInARow),
      halfOpenAfter: new ExponentialBackoff(restMs),
    });
    this.#breaker.onStateChange((state) => {
      if (state !== CircuitState.HalfOpen && !this.#isLetGo) onRest(state === CircuitState.Open);
    });
  }

  /** Throws a SubgraphFailure where no answer came. */
  async ask({ isSafe, ...question }: Question): Promise<HttpResponse> {
    const untilMs = performance.now() + this.#options.timeoutMs;
    const attempt = () => this.#ask(question, untilMs);
    // As long as all goes well there is nothing to count, which takes a fifth of the time of asking.
    if (!this.#isWell) return this.#askWarily(attempt, isSafe);
    let answer: HttpResponse;
    try {
      answer = await attempt();
    } catch (failure) {
      return this.#askWarily(failingFirst(failure, attempt), isSafe);
    }
    return this.#counted(answer);
  }

  /** Lets what is under way end first. */
  async close(): Promise<void> {
    this.#letGo();
    await this.#pool.close();
  }

  destroy(): Promise<void> {
    this.#letGo();
    return this.#pool.destroy();
  }

  /** Asks again what can be, and lets it rest where it gives no answers. */
  async #askWarily(attempt: () => Promise<HttpResponse>, isSafe: boolean): Promise<HttpResponse> {
    this.#isWell = false;
    const again = isSafe ? this.#retryIfSafe : this.#retryIfNeverSent;
    try {
      const answer = await again.execute(() => this.#breaker.execute(attempt));
      this.#isWell = true;
      return answer;
    } catch (cause) {
      // Others may have been answered meanwhile.
      this.#isWell = false;
      if (!(cause instanceof BrokenCircuitError)) throw cause;
      throw new SubgraphFailure(this.#options.subgraph, 'resting', { cause });
    }
  }

  /** Where it was asked while all went well and others have failed since, those were not all in a row. */
  #counted(answer: HttpResponse): HttpResponse | Promise<HttpResponse> {
    const isToCount = !this.#isWell && this.#breaker.state === CircuitState.Closed;
    return isToCount ? this.#breaker.execute(() => answer) : answer;
  }

  /** Nobody lets an address rest that nobody asks any more. */
  #letGo(): void {
    if (this.#breaker.state !== CircuitState.Closed) this.#options.onRest(false);
    this.#isLetGo = true;
  }

  async #ask(question: Omit<PostOptions, 'timeoutMs'>, untilMs: number): Promise<HttpResponse> {
    const { subgraph } = this.#options;
    try {
      const timeoutMs = Math.max(untilMs - performance.now(), 1);
      const answer = await this.#pool.post({ ...question, timeoutMs });
      if (nobodyBehind.has(answer.status) && !isJson(answer)) throw new Error(`HTTP status ${answer.status}`);
      return answer;
    } catch (cause) {
      if (question.signal?.aborted) throw new SubgraphFailure(subgraph, 'cancelled', { cause });
      throw new SubgraphFailure(subgraph, kindOf(cause), { cause });
    }
  }
}

/** An attempt of which the first time is over already. */
function failingFirst<Result>(failure: unknown, attempt: () => Promise<Result>): () => Promise<Result> {
  let isFirst = true;
  return async () => {
    if (!isFirst) return attempt();
    isFirst = false;
    throw failure;
  };
}

const isJson = ({ contentType }: HttpResponse): boolean => /json/i.test(contentType);

function kindOf(cause: unknown): SubgraphFailure['kind'] {
  if (cause instanceof AnswerTimeout) return 'timeout';
  // It answered, and would again.
  if (cause instanceof MalformedResponse) return 'malformed';
  const code = isJsonObject(cause) ? String(cause.code) : '';
  return code.includes('TIMEOUT') ? 'timeout' : 'unreachable';
}
