/** A connection of a client, as the server sees it. */
export interface FakeConnection {
  readonly params: Record<string, unknown>;
  /** How the client closed it; undefined while it has not. */
  readonly closedWith: () => number | undefined;
  /** What came with pings. */
  readonly pings: unknown[];
  readonly subscriptions: {
    readonly id: string;
    readonly query: unknown;
    readonly variables: Record<string, unknown>;
  }[];
  next(data: Record<string, unknown>): void;
  fail(code: string): void;
  drop(code?: number, reason?: string): void;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** What all sockets of a fake server have in common. */
class FakeServer {
  readonly connections: FakeConnection[] = [];
  /** While true, every connection is refused. */
  down = false;
  /** While true, pings stay without a pong. */
  silent = false;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A WebSocket whose other end speaks as much of graphql-ws as a client needs. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = FakeSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  readonly #subscriptions: FakeConnection['subscriptions'] = [];
  readonly #pings: unknown[] = [];
  #closedWith: number | undefined;
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    this.#server = server;
    queueMicrotask(() => {
      if (server.down) return this.close(1006);
      this.readyState = FakeSocket.OPEN;
      this.onopen?.();
    });
  }

  send(text: string): void {
    const { type, id, payload }: Message = JSON.parse(text);
    const content = isObject(payload) ? payload : {};
    if (type === 'connection_init') this.#accept(content);
    if (type === 'ping') this.#pings.push(payload);
    if (type === 'ping' && !this.#server.silent) queueMicrotask(() => this.#receive({ type: 'pong' }));
    if (type === 'complete') this.#forget(id);
    if (type === 'subscribe' && id) {
      const { query, variables } = content;
      this.#subscriptions.push({ id, query, variables: isObject(variables) ? variables : {} });
    }
  }

  #forget(id: string | undefined): void {
    const at = this.#subscriptions.findIndex((each) => each.id === id);
    if (at >= 0) this.#subscriptions.splice(at, 1);
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState === FakeSocket.CLOSED) return;
    this.readyState = FakeSocket.CLOSED;
    this.#closedWith = code;
    this.onclose?.({ code, reason });
  }

  #accept(params: Record<string, unknown>): void {
    const subscriptions = this.#subscriptions;
    this.#server.connections.push({
      params,
      pings: this.#pings,
      closedWith: () => this.#closedWith,
      subscriptions,
      next: (data) =>
        subscriptions.forEach(({ id }) => this.#receive({ type: 'next', id, payload: { data } })),
      fail: (code) => subscriptions.splice(0).forEach(({ id }) => this.#fail(id, code)),
      drop: (code = 1006, reason = '') => this.close(code, reason),
    });
    this.#receive({ type: 'connection_ack' });
  }

  #fail(id: string, code: string): void {
    this.#receive({ type: 'error', id, payload: [{ message: 'It failed.', extensions: { code } }] });
  }

  #receive(message: Message): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

/** Makes a socket server for a test, and the WebSocket class whose instances reach it. */
export function fakeSocketServer(): FakeServer & { readonly webSocket: new () => FakeSocket } {
  const server = new FakeServer();
  const webSocket = class extends FakeSocket {
    constructor() {
      super(server);
    }
  };
  return Object.assign(server, { webSocket });
}
