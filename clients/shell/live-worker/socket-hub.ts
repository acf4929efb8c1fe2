import type { FromTab, ToTab } from '@payloom/apollo-client/hub-messages';
import { factsOf, readMessage, tokenIn, type GraphqlMessage } from './graphql-messages.ts';
import { Line, type Member, type RealSocket } from './line.ts';

export type OpenSocket = (url: string) => RealSocket;

const NORMAL_CLOSURE = 1000;

/** A tab's socket: of no line until its first message says whose it is. */
interface TabSocket extends Member {
  readonly url: string;
  line?: Line;
}

/** Holds one socket for all tabs of one session; a tab believes each of its own to be a WebSocket (docs/live-protocol.md). */
export class SocketHub {
  readonly #open: OpenSocket;
  readonly #lines = new Map<string, Line>();
  #tabs = 0;

  constructor(open: OpenSocket) {
    this.#open = open;
  }

  /** A tab that has come, to which `tell` speaks. */
  welcome(tell: (message: ToTab) => void): Tab {
    this.#tabs += 1;
    return new Tab(this, `${this.#tabs}.`, tell);
  }

  /** The line of whoever the first message is of. */
  join(socket: TabSocket, first: GraphqlMessage): Line {
    const token = tokenIn(first.payload);
    const key = `${socket.url} ${factsOf(token).owner}`;
    const known = this.#lines.get(key);
    const line =
      known ??
      new Line(
        () => this.#open(socket.url),
        first,
        () => this.#lines.delete(key),
      );
    this.#lines.set(key, line);
    line.join(socket, token);
    return line;
  }
}

/** One tab, and its sockets. */
export class Tab {
  readonly #hub: SocketHub;
  readonly #name: string;
  readonly #tell: (message: ToTab) => void;
  readonly #sockets = new Map<number, TabSocket>();

  constructor(hub: SocketHub, name: string, tell: (message: ToTab) => void) {
    [this.#hub, this.#name, this.#tell] = [hub, name, tell];
  }

  receive(message: Exclude<FromTab, { kind: 'hello' }>): void {
    const { socket } = message;
    if (message.kind === 'open') return this.#openSocket(socket, message.url);
    const known = this.#sockets.get(socket);
    if (!known) return;
    if (message.kind === 'send') this.#send(known, message.text);
    else this.#close(socket, known, message.code, message.reason);
  }

  /** The tab is gone. */
  leave(): void {
    for (const each of this.#sockets.values()) each.line?.leave(each);
    this.#sockets.clear();
  }

  #openSocket(socket: number, url: string): void {
    this.#sockets.set(socket, {
      url,
      prefix: `${this.#name}${socket}.`,
      receive: (text) => this.#tell({ kind: 'message', socket, text }),
      closed: (code, reason) => {
        this.#sockets.delete(socket);
        this.#tell({ kind: 'close', socket, code, reason });
      },
    });
    this.#tell({ kind: 'open', socket });
  }

  #send(socket: TabSocket, text: string): void {
    const message = readMessage(text);
    if (!message) return;
    if (message.type === 'connection_init') socket.line ??= this.#hub.join(socket, message);
    else socket.line?.say(socket, message);
  }

  /** Whoever is done leaves the others the socket; whoever gives it up has found out for all. */
  #close(nth: number, socket: TabSocket, code: number, reason: string): void {
    this.#sockets.delete(nth);
    const { line } = socket;
    if (code === NORMAL_CLOSURE) line?.leave(socket);
    else line?.close(code, reason);
  }
}
