import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What passes in one direction of a connection, before it is handed on. */
export interface Passage {
  readonly chunk: Buffer;
  /** Connections are counted from 1. */
  readonly connection: number;
  /** How many chunks passed this way on this connection before. */
  readonly chunksBefore: number;
  readonly bytesBefore: number;
}

/**
 * Looks at what passes. A number cuts the connection once so many bytes of the chunk have been handed on (0: none of
 * it); undefined lets it pass.
 */
export type PassageHook = (passage: Passage) => number | undefined;

export interface TcpProxyOptions {
  /** Where to hand on to. */
  readonly host: string;
  readonly port: number;
}

/** Stands between a client and a server of a test, to break what is between them. */
export interface TcpProxy {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Destroys every connection now, and returns how many there were. */
  cut(): number;
  /** From now on new connections are reset; those that stand are left. */
  refuse(): void;
  accept(): void;
  /** From now on nothing gets through, and nobody is told: neither bytes nor the end of a connection. */
  silence(): void;
  /** New connections carry something again. Those that were silent end, as when somebody answers who knows nothing of them. */
  speak(): void;
  /** What clients send; undefined takes the hook away. */
  onClientData(hook: PassageHook | undefined): void;
  /** What the server sends. */
  onServerData(hook: PassageHook | undefined): void;
  stop(): Promise<void>;
}

type Direction = 'client' | 'server';

interface Pair {
  readonly number: number;
  readonly client: Socket;
  readonly server: Socket;
  isSilent: boolean;
}

class RunningProxy implements TcpProxy {
  readonly host = '127.0.0.1';
  readonly #target: TcpProxyOptions;
  readonly #listener: Server;
  readonly #pairs = new Set<Pair>();
  readonly #hooks: Record<Direction, PassageHook | undefined> = { client: undefined, server: undefined };
  #accepts = true;
  #isSilent = false;
  #connections = 0;

  constructor(target: TcpProxyOptions) {
    this.#target = target;
    this.#listener = createServer({ noDelay: true }, (client) => this.#take(client));
  }

  async listen(): Promise<void> {
    this.#listener.listen(0, this.host);
    await once(this.#listener, 'listening');
  }

  get port(): number {
    const address = this.#listener.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  cut(): number {
    const pairs = [...this.#pairs];
    for (const pair of pairs) this.#end(pair);
    return pairs.length;
  }

  refuse(): void {
    this.#accepts = false;
  }

  accept(): void {
    this.#accepts = true;
  }

  silence(): void {
    this.#isSilent = true;
    for (const pair of this.#pairs) pair.isSilent = true;
  }

  speak(): void {
    this.#isSilent = false;
    for (const pair of [...this.#pairs]) if (pair.isSilent) this.#end(pair);
  }

  onClientData(hook: PassageHook | undefined): void {
    this.#hooks.client = hook;
  }

  onServerData(hook: PassageHook | undefined): void {
    this.#hooks.server = hook;
  }

  async stop(): Promise<void> {
    this.#accepts = false;
    this.cut();
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    await closed;
  }

  #take(client: Socket): void {
    client.on('error', () => undefined);
    if (!this.#accepts) {
      client.resetAndDestroy();
      return;
    }
    this.#connections += 1;
    const server = connect({ ...this.#target, noDelay: true });
    const pair: Pair = { number: this.#connections, client, server, isSilent: this.#isSilent };
    this.#pairs.add(pair);
    server.on('error', () => undefined);
    client.on('close', () => this.#end(pair));
    server.on('close', () => pair.isSilent || this.#end(pair));
    this.#handOn(pair, 'client', client, server);
    this.#handOn(pair, 'server', server, client);
  }

  #handOn(pair: Pair, direction: Direction, from: Socket, to: Socket): void {
    let chunksBefore = 0;
    let bytesBefore = 0;
    from.on('data', (chunk: Buffer) => {
      if (pair.isSilent) return;
      const passage = { chunk, connection: pair.number, chunksBefore, bytesBefore };
      const bytesMax = this.#hooks[direction]?.(passage);
      chunksBefore += 1;
      bytesBefore += chunk.length;
      if (bytesMax !== undefined) {
        from.pause();
        to.write(chunk.subarray(0, bytesMax), () => this.#end(pair));
        return;
      }
      if (!to.write(chunk)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.on('end', () => pair.isSilent || to.end());
  }

  #end(pair: Pair): void {
    this.#pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  }
}

/** Starts a proxy on a free port of 127.0.0.1. */
export async function startTcpProxy(target: TcpProxyOptions): Promise<TcpProxy> {
  const proxy = new RunningProxy(target);
  await proxy.listen();
  return proxy;
}
