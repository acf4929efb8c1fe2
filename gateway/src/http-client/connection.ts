import { connect as connectPlainly, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { endOfTurn } from '../end-of-turn.ts';
import type { Exchange } from './exchange.ts';
import { headOf, writeRequest } from './request-text.ts';
import { ResponseReader } from './response-reader.ts';

/** The server ended the connection before its response was whole. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** It was lost before the request left: the server knows nothing of that. */
export class RequestNotSent extends ConnectionLost {}

/** Told of what becomes of a connection. */
export interface ConnectionOwner {
  /** It may be used for another request. */
  onFree(connection: Connection): void;
  /** It is no more. */
  onGone(connection: Connection): void;
}

function open({ protocol, hostname, port }: URL): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') return connectPlainly({ host, port: Number(port || 80), noDelay: true });
  const socket = connectSecurely({
    host,
    port: Number(port || 443),
    servername: /^[\d.]+$|:/.test(host) ? '' : host,
    ALPNProtocols: ['http/1.1'],
  });
  return socket.setNoDelay();
}

/** A connection, for one request at a time: what is sent before it is open goes as soon as it is. */
export class Connection {
  readonly #host: string;
  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  readonly #letGo = () => void this.#socket.destroy();
  #exchange: Exchange | undefined;
  /** Its request has left. */
  #isAsked = false;
  #reader = new ResponseReader();
  #keptUntilMs = 0;

  constructor(url: URL, owner: ConnectionOwner) {
    this.#host = url.host;
    this.#owner = owner;
    this.#socket = open(url)
      .on('data', (piece) => this.#read(piece))
      .on('end', () => this.#end())
      .on('error', (error) => this.#lose(error))
      .on('close', () => {
        this.#lose();
        owner.onGone(this);
      });
  }

  /** Whether the server will take another request over it. */
  get isFresh(): boolean {
    return !this.#socket.destroyed && performance.now() < this.#keptUntilMs;
  }

  /**
   * The exchange hears of the response, or of why there is none. The request leaves at the end of this turn of the event loop,
   * together with the others of this turn.
   */
  send(exchange: Exchange): void {
    const { request } = exchange;
    this.#exchange = exchange;
    this.#socket.ref();
    exchange.begin(this.#letGo);
    const head = headOf(this.#host, request);
    void endOfTurn().then(() => {
      if (exchange.isOver || this.#socket.destroyed) return;
      this.#isAsked = true;
      writeRequest(this.#socket, head, request.body);
    });
  }

  /** An exchange that goes on over it fails. */
  destroy(): void {
    this.#letGo();
  }

  #read(piece: Buffer): void {
    // Nobody has asked yet.
    if (!this.#exchange || !this.#isAsked) return this.destroy();
    try {
      const response = this.#reader.read(piece);
      if (!response) return;
      this.#exchange.succeed(response);
      this.#free(response.keepMs);
    } catch (error) {
      this.#exchange.fail(error instanceof Error ? error : new Error(String(error)));
      this.destroy();
    }
  }

  #free(keepMs: number): void {
    this.#exchange = undefined;
    this.#isAsked = false;
    // A server may answer before it has read it all, and would take the rest for the next request.
    if (keepMs === 0 || this.#socket.writableLength > 0) return this.destroy();
    this.#reader = new ResponseReader();
    // A process is not kept running by what it might ask one day.
    this.#socket.unref();
    this.#keptUntilMs = performance.now() + keepMs;
    this.#owner.onFree(this);
  }

  #lose(cause: Error = new ConnectionLost()): void {
    // What became of a new one says for itself whether it was ever open.
    const isKept = this.#keptUntilMs > 0;
    this.#exchange?.fail(isKept && !this.#isAsked ? new RequestNotSent(undefined, { cause }) : cause);
  }

  #end(): void {
    const response = this.#reader.end();
    if (response) this.#exchange?.succeed(response);
    this.destroy();
  }
}
