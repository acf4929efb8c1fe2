/** A socket server for tests that speaks as much of graphql-ws as a client needs. Each connection is recorded. */
export interface FakeConnection {
  readonly params: Record<string, unknown>;
  readonly subscriptions: { readonly id: string; readonly variables: Record<string, unknown> }[];
  next(data: Record<string, unknown>): void;
  fail(code: string): void;
  drop(code?: number): void;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: Record<string, unknown>;
}

export interface FakeSocketServer {
  readonly connections: FakeConnection[];
  /** While true, every connection is refused. */
  down: boolean;
  readonly webSocket: unknown;
}

/** Makes a server, and the WebSocket class whose instances reach it. */
export function fakeSocketServer(): FakeSocketServer {
  const server = { connections: [] as FakeConnection[], down: false };

  class FakeSocket extends EventTarget {
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

    constructor() {
      super();
      queueMicrotask(() => {
        if (server.down) return this.close(1006);
        this.readyState = FakeSocket.OPEN;
        this.onopen?.();
      });
    }

    send(text: string): void {
      const message: Message = JSON.parse(text);
      if (message.type === 'connection_init') this.#accept(message.payload ?? {});
      if (message.type === 'ping') this.#receive({ type: 'pong' });
      if (message.type === 'subscribe' && message.id) {
        const variables = message.payload?.['variables'];
        this.#subscriptions.push({
          id: message.id,
          variables: typeof variables === 'object' && variables !== null ? { ...variables } : {},
        });
      }
    }

    close(code = 1000, reason = ''): void {
      if (this.readyState === FakeSocket.CLOSED) return;
      this.readyState = FakeSocket.CLOSED;
      this.onclose?.({ code, reason });
    }

    #accept(params: Record<string, unknown>): void {
      const each = (message: (id: string) => Message): void =>
        this.#subscriptions.forEach(({ id }) => this.#receive(message(id)));
      server.connections.push({
        params,
        subscriptions: this.#subscriptions,
        next: (data) => each((id) => ({ type: 'next', id, payload: { data } })),
        fail: (code) =>
          this.#subscriptions
            .splice(0)
            .forEach(({ id }) => this.#receive({ type: 'error', id, payload: errorsOf(code) })),
        drop: (code = 1006) => this.close(code),
      });
      this.#receive({ type: 'connection_ack' });
    }

    #receive(message: Omit<Message, 'payload'> & { payload?: unknown }): void {
      this.onmessage?.({ data: JSON.stringify(message) });
    }
  }

  return Object.assign(server, { webSocket: FakeSocket });
}

const errorsOf = (code: string) => [{ message: 'It failed.', extensions: { code } }];
