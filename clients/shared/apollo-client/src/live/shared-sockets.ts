import { hubName, hubPath, type FromTab, type ToTab } from '../hub-messages.ts';

/** As much of a SharedWorker as a tab needs of the hub. */
export interface Hub {
  readonly port: Pick<MessagePort, 'postMessage' | 'start'> & {
    addEventListener(type: 'message', listener: (event: { readonly data: ToTab }) => void): void;
  };
  addEventListener(type: 'error', listener: () => void): void;
}

/** A hub that has not answered by then is none. */
const ANSWER_MS_MAX = 3_000;
const ABNORMAL_CLOSURE = 1006;
const NORMAL_CLOSURE = 1000;

/** A connection to the hub, and the sockets of this tab that are held by it. */
class HubLine {
  isBroken = false;
  #count = 0;
  readonly #port: Hub['port'];
  readonly #sockets = new Map<number, HubSocket>();

  constructor(hub: Hub) {
    this.#port = hub.port;
    hub.addEventListener('error', () => this.break());
    hub.port.addEventListener('message', ({ data }) => this.#sockets.get(data.socket)?.take(data));
    hub.port.start();
  }

  say(message: FromTab): void {
    this.#port.postMessage(message);
  }

  add(socket: HubSocket): number {
    this.#count += 1;
    this.#sockets.set(this.#count, socket);
    return this.#count;
  }

  drop(socket: number): void {
    this.#sockets.delete(socket);
  }

  /** The sockets of this tab are its own from now on. */
  break(): void {
    this.isBroken = true;
    for (const [socket, each] of [...this.#sockets])
      each.take({ kind: 'close', socket, code: ABNORMAL_CLOSURE, reason: '' });
  }
}

/** What graphql-ws takes for a WebSocket; the hub holds the real one. */
class HubSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState: number = HubSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: string }) => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly #line: HubLine;
  readonly #socket: number;
  readonly #answered: ReturnType<typeof setTimeout>;

  constructor(line: HubLine, url: string) {
    this.#line = line;
    this.#socket = line.add(this);
    this.#answered = setTimeout(() => line.break(), ANSWER_MS_MAX);
    line.say({ kind: 'open', socket: this.#socket, url });
  }

  send(text: string): void {
    this.#line.say({ kind: 'send', socket: this.#socket, text });
  }

  close(code: number = NORMAL_CLOSURE, reason = ''): void {
    if (this.readyState === HubSocket.CLOSED) return;
    this.#line.say({ kind: 'close', socket: this.#socket, code, reason });
    this.#closed(code, reason);
  }

  take(message: ToTab): void {
    if (message.kind === 'message') this.onmessage?.({ data: message.text });
    else if (message.kind === 'close') this.#closed(message.code, message.reason);
    else {
      clearTimeout(this.#answered);
      this.readyState = HubSocket.OPEN;
      this.onopen?.();
    }
  }

  #closed(code: number, reason: string): void {
    clearTimeout(this.#answered);
    this.readyState = HubSocket.CLOSED;
    this.#line.drop(this.#socket);
    this.onclose?.({ code, reason });
  }
}

/**
 * A WebSocket class whose sockets are held by the hub, and are the tab's own where there is none, or none any more. The hub is opened
 * with the first socket: a page that needs none does without the worker.
 */
export function socketsOf(
  open: () => Hub | undefined,
  own: new (url: string, protocol: string) => object,
): unknown {
  let opened: { readonly line: HubLine | undefined } | undefined;
  const { CONNECTING, OPEN, CLOSING, CLOSED } = HubSocket;
  function SharedSocket(url: string, protocol: string): object {
    if (!opened) {
      const hub = open();
      opened = { line: hub && new HubLine(hub) };
    }
    const { line } = opened;
    return !line || line.isBroken ? new own(url, protocol) : new HubSocket(line, url);
  }
  return Object.assign(SharedSocket, { CONNECTING, OPEN, CLOSING, CLOSED });
}

/** Holds a lock for as long as this tab lives, and tells the hub its name: a port does not say that its other end is gone. */
function introduce(hub: SharedWorker): void {
  const lock = `payloom.live.${crypto.randomUUID()}`;
  navigator.locks
    .request(lock, () => {
      hub.port.postMessage({ kind: 'hello', lock } satisfies FromTab);
      return new Promise(() => undefined);
    })
    // Where the browser gives no lock the hub would never hear that this tab is gone: it holds nothing for it.
    .catch(() => hub.dispatchEvent(new Event('error')));
}

function openHub(): Hub | undefined {
  try {
    const hub = new SharedWorker(hubPath, { name: hubName });
    introduce(hub);
    return hub;
  } catch {
    // A browser may forbid it, as it does storage.
    return undefined;
  }
}

/**
 * A WebSocket class for all tabs of this browser together: they have one socket, which a SharedWorker holds. Undefined where
 * there is none; then each tab has its own.
 */
export function sharedSockets(): unknown {
  if (!('SharedWorker' in globalThis) || !('locks' in navigator)) return undefined;
  return socketsOf(openHub, WebSocket);
}
