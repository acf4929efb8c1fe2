import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  BrokenCircuitError,
  retry,
} from 'cockatiel';
import { Pool } from 'undici';
import { isJsonObject } from './json.ts';
import { AnswerTimeout, post, type PostAnswer, type PostOptions } from './post.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

const connectionsMax = 128;
const responseSizeMaxBytes = 64 * 1024 * 1024;
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
  readonly #pool: Pool;
  readonly #breaker;
  #isLetGo = false;
  readonly #retryIfSafe = retry(
    handleWhen((error) => error instanceof SubgraphFailure && error.kind === 'unreachable'),
    attempts,
  );
  readonly #retryIfNeverSent = retry(
    handleWhen((error) => error instanceof SubgraphFailure && error.wasNeverSent),
    attempts,
  );

  constructor(options: ConnectionOptions) {
    const { origin, timeoutMs: timeout, onRest } = options;
    this.#options = options;
    this.#pool = new Pool(origin, {
      connections: connectionsMax,
      // The whole of it is watched over by `post`.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout },
      maxResponseSize: responseSizeMaxBytes,
    });
    this.#breaker = circuitBreaker(handleWhen(isSilence), {
      breaker: new ConsecutiveBreaker(failuresInARow),
      halfOpenAfter: new ExponentialBackoff(restMs),
    });
    this.#breaker.onStateChange((state) => {
      if (state !== CircuitState.HalfOpen && !this.#isLetGo) onRest(state === CircuitState.Open);
    });
  }

  /** Throws a SubgraphFailure where no answer came. */
  async ask({ isSafe, ...question }: Question): Promise<PostAnswer> {
    const untilMs = performance.now() + this.#options.timeoutMs;
    const again = isSafe ? this.#retryIfSafe : this.#retryIfNeverSent;
    try {
      return await again.execute(() => this.#breaker.execute(() => this.#ask(question, untilMs)));
    } catch (cause) {
      if (!(cause instanceof BrokenCircuitError)) throw cause;
      throw new SubgraphFailure(this.#options.subgraph, 'resting', { cause });
    }
  }

  /** Lets what is under way end first. */
  async close(): Promise<void> {
    this.#letGo();
    await this.#pool.close().catch(() => this.#pool.destroy());
  }

  destroy(): Promise<void> {
    this.#letGo();
    return this.#pool.destroy();
  }

  /** Nobody lets an address rest that nobody asks any more. */
  #letGo(): void {
    if (this.#breaker.state !== CircuitState.Closed) this.#options.onRest(false);
    this.#isLetGo = true;
  }

  async #ask(question: Omit<PostOptions, 'timeoutMs'>, untilMs: number): Promise<PostAnswer> {
    const { subgraph } = this.#options;
    try {
      const timeoutMs = Math.max(untilMs - performance.now(), 1);
      const answer = await post(this.#pool, { ...question, timeoutMs });
      if (nobodyBehind.has(answer.status) && !isJson(answer)) throw new Error(`HTTP status ${answer.status}`);
      return answer;
    } catch (cause) {
      if (question.signal?.aborted) throw new SubgraphFailure(subgraph, 'cancelled', { cause });
      throw new SubgraphFailure(subgraph, kindOf(cause), { cause });
    }
  }
}

const isJson = ({ headers }: PostAnswer): boolean => /json/i.test(headers['content-type'] ?? '');

function kindOf(cause: unknown): SubgraphFailure['kind'] {
  if (cause instanceof AnswerTimeout) return 'timeout';
  const code = isJsonObject(cause) ? String(cause.code) : '';
  // It answered, and would again: with more than is taken.
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'malformed';
  return code.includes('TIMEOUT') ? 'timeout' : 'unreachable';
}
