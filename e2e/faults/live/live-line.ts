import { createClient as createStreamClient } from 'graphql-sse';
import { createClient as createSocketClient, type Sink } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';

const acknowledgedMsMax = 20_000;

/** A result of the graph, as both libraries hand it over. */
export interface Result {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

export interface Request {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** What becomes of an operation. */
export interface Outcome {
  /** The gateway has it: what is asked from now on, is asked after it. */
  readonly onTaken?: () => void;
  readonly onResult: (result: Result) => void;
  /** With a word of why: a code of the protocol, `complete` or `cut off`. A result with errors ends it, too. */
  readonly onEnd: (why: string) => void;
}

/** One connection of a subscriber to one gateway, by the live protocol. */
export interface LiveLine {
  begin(request: Request, outcome: Outcome): void;
  /** Leaves as a client does whose page is closed. */
  leave(): void;
  /** Is gone without a word. */
  cut(): void;
  /** Takes nothing of what comes, until told to go on. */
  hold(): void;
  goOn(): void;
}

const codedSchema = z.object({ extensions: z.object({ code: z.string() }) });
const closedSchema = z.object({ code: z.number(), reason: z.string() });

/** Why something ended, by what a library says of it. */
function codeOf(error: unknown): string {
  const [first]: unknown[] = Array.isArray(error) ? error : [error];
  const coded = codedSchema.safeParse(first);
  if (coded.success) return coded.data.extensions.code;
  const closed = closedSchema.safeParse(first);
  return closed.success ? `closed with ${closed.data.code}` : 'cut off';
}

function sinkOf({ onResult, onEnd }: Outcome): Sink<Result> {
  return {
    next: (result) => {
      if (result.errors) onEnd(codeOf(result.errors));
      else onResult(result);
    },
    error: (error) => onEnd(codeOf(error)),
    complete: () => onEnd('complete'),
  };
}

/** A kind of socket that is at hand before it is open, too; that it was ended by then is no error. */
function socketsFor(onMade: (socket: WebSocket) => void): new (url: string, protocol: string) => WebSocket {
  return class extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol);
      this.on('error', () => undefined);
      onMade(this);
    }
  };
}

/** A WebSocket, by graphql-ws. */
export function openSocketLine(origin: string, token: string): LiveLine {
  let socket: WebSocket | undefined;
  let isHeld = false;
  const client = createSocketClient({
    url: `${origin.replace('http', 'ws')}/graphql`,
    webSocketImpl: socketsFor((made) => (socket = made)),
    retryAttempts: 0,
    connectionAckWaitTimeout: acknowledgedMsMax,
    connectionParams: { authorization: `Bearer ${token}` },
    on: { connected: () => isHeld && socket?.pause() },
  });
  const goOn = () => {
    isHeld = false;
    socket?.resume();
  };
  return {
    begin: (request, outcome) => {
      client.subscribe({ ...request }, sinkOf(outcome));
      // On one socket what is sent later comes later.
      outcome.onTaken?.();
    },
    leave: () => {
      goOn();
      // Where there is no socket yet, there is nothing to leave.
      Promise.resolve(client.dispose()).catch(() => undefined);
    },
    cut: () => socket?.terminate(),
    hold: () => {
      isHeld = true;
      socket?.pause();
    },
    goOn,
  };
}

/** Lets a body through while nobody holds it. */
class Gate {
  #held: PromiseWithResolvers<void> | undefined;

  hold(): void {
    this.#held ??= Promise.withResolvers();
  }

  goOn(): void {
    this.#held?.resolve();
    this.#held = undefined;
  }

  /** Fetches what is read only as far as the gate lets it through. */
  readonly fetch = async (...asked: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(...asked);
    const through = new TransformStream<Uint8Array, Uint8Array>({
      transform: async (chunk, to) => {
        await this.#held?.promise;
        to.enqueue(chunk);
      },
    });
    return new Response(response.body?.pipeThrough(through) ?? null, response);
  };
}

/** Event streams, by graphql-sse: one for each operation. */
export function openStreamLine(origin: string, token: string): LiveLine {
  const gate = new Gate();
  const client = createStreamClient({
    url: `${origin}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    fetchFn: gate.fetch,
  });
  const leave = () => {
    gate.goOn();
    client.dispose();
  };
  return {
    begin: (request, outcome) => {
      const onTaken = () => outcome.onTaken?.();
      client.subscribe(request, sinkOf(outcome), { connected: onTaken });
    },
    leave,
    cut: leave,
    hold: () => gate.hold(),
    goOn: () => gate.goOn(),
  };
}
