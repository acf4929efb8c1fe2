import { unauthenticated } from '@payloom/subgraph-kit/errors';
import type { FastifyReply } from 'fastify';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Identity } from '../authorization/access-tokens.ts';
import { maskForClient } from '../errors.ts';
import { refusalOf, type OperationParts } from '../operations/run-operation.ts';
import { onExpiry, type LiveConnection, type TokenRefusal } from './live-connections.ts';
import type { LiveOperation } from './live-operation.ts';

/** Who has not taken what is held out to them from one beat to the next has gone, or might as well have. */
export const beatEveryMs = 12_000;
/** A client that is told why its stream ends has so long to take it. */
const closingTimeMaxMs = 2_000;

type Raw = FastifyReply['raw'];

/** The same as a client may see it. */
function masked(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, path } = error;
  const { message, extensions } = maskForClient(error.toJSON());
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** One operation's event stream: what is written of it, how fast, and how it ends. */
export class EventStream implements LiveConnection {
  readonly identity: Identity | null;
  readonly #raw: Raw;
  readonly #gone = new AbortController();
  readonly #left = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #beat: NodeJS.Timeout;
  #forgetExpiry: () => void = () => {};
  #refusal: TokenRefusal | null = null;
  #operation: LiveOperation | null = null;
  /** What is held out to the client, and how many beats it has been. */
  #held: { beats: number } | null = null;
  /** Settled while everything that was written has been taken. */
  #taken: Promise<void> = Promise.resolve();
  #onTaken: () => void = () => {};

  constructor(raw: Raw, identity: Identity | null) {
    this.#raw = raw;
    this.#beat = setInterval(() => this.#checkThatItIsTaken(), beatEveryMs);
    this.identity = identity;
    if (identity) this.#forgetExpiry = onExpiry(identity, () => this.refuse('TOKEN_EXPIRED'));
    // Who leaves while a token is looked at is gone before the stream begins.
    if (raw.closed || raw.destroyed) this.#tidyUp();
    else raw.once('close', () => this.#tidyUp());
  }

  /** Aborts when nobody waits for the results any more: the client has left, or is told no more. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** Calls back once the client is gone. */
  onClose(listener: () => void): void {
    if (this.#left.signal.aborted) listener();
    else this.#left.signal.addEventListener('abort', listener, { once: true });
  }

  refuse(reason: TokenRefusal): void {
    this.#refusal ??= reason;
    this.#operation?.subscription?.fail(unauthenticated(this.#refusal));
    // What is under way is not waited for, be it a slow subgraph or a slow reader.
    this.#after(closingTimeMaxMs / 2, () => this.#gone.abort());
    this.#after(closingTimeMaxMs, () => this.#raw.destroy());
  }

  /** Breaks the stream off, without a word that it is complete: clients connect again, elsewhere where they can. */
  breakOff(): void {
    if (this.#raw.socket) this.#raw.socket.destroySoon();
    else this.#raw.destroy();
    this.#after(closingTimeMaxMs, () => this.#raw.destroy());
  }

  /** The results of the operation. Whatever goes wrong is the last of them, fit for the client. */
  async *results(
    begin: () => Promise<LiveOperation>,
    log: OperationParts['log'],
  ): AsyncGenerator<ExecutionResult, void, undefined> {
    try {
      const operation = await begin();
      this.#operation = operation;
      const { subscription } = operation;
      if (this.#refusal) subscription?.fail(unauthenticated(this.#refusal));
      if (!subscription) {
        yield await operation.run();
        return;
      }
      const leave = () => void subscription.return();
      if (this.signal.aborted) leave();
      this.signal.addEventListener('abort', leave);
      yield* subscription;
      if (this.#refusal) throw unauthenticated(this.#refusal);
    } catch (error) {
      const told = this.#refusal ? unauthenticated(this.#refusal) : error;
      yield { errors: refusalOf(told, log).map(masked) };
    }
  }

  /** Resolves when the result before this one has been taken; then this one counts as written. */
  async turn(): Promise<void> {
    await this.#taken;
    if (this.#left.signal.aborted) return;
    this.#taken = new Promise((resolve) => (this.#onTaken = resolve));
  }

  /** Hands on what is to be written, as it is taken. */
  async *paced(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
    for await (const text of texts) {
      this.#held = { beats: 0 };
      yield text;
      this.#held = null;
      if (text.startsWith('event: next')) this.#onTaken();
    }
  }

  #checkThatItIsTaken(): void {
    if (!this.#held) return;
    this.#held.beats += 1;
    if (this.#held.beats > 1) this.#raw.destroy();
  }

  #after(ms: number, then: () => void): void {
    if (!this.#left.signal.aborted) this.#timers.add(setTimeout(then, ms));
  }

  #tidyUp(): void {
    this.#forgetExpiry();
    this.#left.abort();
    this.#gone.abort();
    clearInterval(this.#beat);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#onTaken();
  }
}
