import { Connection, type ConnectionOwner } from './connection.ts';
import { Exchange, type PostOptions } from './exchange.ts';
import type { HttpResponse } from './response-reader.ts';

/** A request that was not taken: too many wait for a connection already, or there are to be no more. */
export class RequestNotTaken extends Error {
  override readonly name = 'RequestNotTaken';
}

export interface ConnectionPoolOptions {
  /** `http://` or `https://`, a host and perhaps a port. */
  readonly origin: string;
  readonly connectionsMax: number;
  /** As many requests may wait for a connection. */
  readonly waitingMax: number;
}

const staleLookEveryMs = 1_000;

/**
 * Sends POSTs to one origin over HTTP/1.1, each over a connection that it has for itself until it is answered, and keeps connections
 * for the next ones. Of HTTP this is what a gateway needs to ask subgraphs, which is most of what it does: no redirects, no
 * compression, no proxies.
 */
export class ConnectionPool implements ConnectionOwner {
  readonly #options: ConnectionPoolOptions;
  readonly #url: URL;
  readonly #connections = new Set<Connection>();
  /** The one used last comes first: the others grow old and are closed. */
  readonly #free: Connection[] = [];
  readonly #waiting = new Set<Exchange>();
  readonly #staleLook: NodeJS.Timeout;
  #closed: PromiseWithResolvers<void> | undefined;

  constructor(options: ConnectionPoolOptions) {
    this.#options = options;
    this.#url = new URL(options.origin);
    this.#staleLook = setInterval(() => this.#closeStale(), staleLookEveryMs).unref();
  }

  /**
   * Resolves with the response, whatever its status. Rejects with an AnswerTimeout, an AbortError, a MalformedResponse, a
   * RequestNotTaken, or what became of the connection.
   */
  post(options: PostOptions): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(options, resolve, reject);
      if (exchange.isOver) return;
      if (this.#closed) return exchange.fail(new RequestNotTaken('The connections are closed'));
      const connection = this.#takeFree() ?? this.#openAnother();
      if (connection) return connection.send(exchange);
      if (this.#waiting.size < this.#options.waitingMax) this.#waiting.add(exchange);
      else exchange.fail(new RequestNotTaken(`${this.#waiting.size} wait for a connection`));
    });
  }

  /** Lets what is under way end first. */
  async close(): Promise<void> {
    clearInterval(this.#staleLook);
    this.#closed ??= Promise.withResolvers();
    for (const connection of this.#free.splice(0)) connection.destroy();
    if (this.#connections.size === 0) this.#closed.resolve();
    await this.#closed.promise;
  }

  /** What is under way fails. */
  async destroy(): Promise<void> {
    const closed = this.close();
    for (const exchange of this.#waiting) exchange.fail(new RequestNotTaken('The connections are closed'));
    for (const connection of this.#connections) connection.destroy();
    await closed;
  }

  onFree(connection: Connection): void {
    const next = this.#takeWaiting();
    if (next) connection.send(next);
    else if (this.#closed) connection.destroy();
    else this.#free.push(connection);
  }

  onGone(connection: Connection): void {
    this.#connections.delete(connection);
    const index = this.#free.indexOf(connection);
    if (index !== -1) this.#free.splice(index, 1);
    const next = this.#takeWaiting();
    if (next) this.#openAnother()?.send(next);
    if (this.#connections.size === 0) this.#closed?.resolve();
  }

  #takeFree(): Connection | undefined {
    for (;;) {
      const connection = this.#free.pop();
      if (!connection || connection.isFresh) return connection;
      connection.destroy();
    }
  }

  #openAnother(): Connection | undefined {
    if (this.#connections.size >= this.#options.connectionsMax) return undefined;
    const connection = new Connection(this.#url, this);
    this.#connections.add(connection);
    return connection;
  }

  #takeWaiting(): Exchange | undefined {
    for (const exchange of this.#waiting) {
      this.#waiting.delete(exchange);
      if (!exchange.isOver) return exchange;
    }
    return undefined;
  }

  #closeStale(): void {
    for (const connection of this.#free.filter(({ isFresh }) => !isFresh)) connection.destroy();
  }
}
