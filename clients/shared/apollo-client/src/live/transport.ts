import type { SessionStore } from '@payloom/session/session-store';
import type { FormattedExecutionResult, Sink, SubscribePayload } from 'graphql-ws';

type Values = Record<string, unknown>;
export type LiveSink = Sink<FormattedExecutionResult<Values, Values>>;

/** What live updates come over: the socket, or an event stream for each subscription. */
export interface Transport {
  /** Returns how to stop. */
  subscribe(payload: SubscribePayload, sink: LiveSink): () => void;
  /** Ends the connection at hand for another one. */
  terminate(): void;
  dispose(): void | Promise<void>;
}

export type LiveSession = Pick<SessionStore, 'freshToken' | 'refresh' | 'getState' | 'subscribe'>;

/** What a transport tells of how it is doing. */
export interface Doings {
  /** It works; `isReturn` after it, or another before it, was lost. */
  connected(isReturn: boolean): void;
  /** A try failed, the nth in a row. */
  failed(tries: number): void;
}

/** A transport that can be left for another: what runs on it fails and begins again there, where it would else be over. */
export interface LeavableTransport extends Transport {
  leave(): void;
}

/** It was not the subscription that failed but what it came over. */
export class TransportLeft extends Error {
  override readonly name = 'TransportLeft';
}

/** Keeps in mind what runs on a transport. */
export function leavable(transport: Transport): LeavableTransport {
  const failures = new Set<() => void>();
  return {
    terminate: () => transport.terminate(),
    dispose: () => transport.dispose(),
    subscribe: (payload, sink) => {
      const fail = (): void => sink.error(new TransportLeft('Live updates come another way now.'));
      failures.add(fail);
      const over = (): boolean => failures.delete(fail);
      const stop = transport.subscribe(payload, {
        next: (result) => {
          if (failures.has(fail)) sink.next(result);
        },
        error: (error) => {
          if (over()) sink.error(error);
        },
        complete: () => {
          if (over()) sink.complete();
        },
      });
      return () => {
        over();
        stop();
      };
    },
    leave: () => {
      const running = [...failures];
      failures.clear();
      for (const fail of running) fail();
      void transport.dispose();
    },
  };
}
