import type { Transport } from './transport.ts';

/**
 * A transport whose code is fetched when it is needed: at once, unless it may wait for the first who subscribes. What cannot be
 * fetched fails, and is tried again by whoever subscribes next.
 */
export function loadedLater(load: () => Promise<Transport>, { mayWait = false } = {}): Transport {
  let loading: Promise<Transport> | undefined;
  const begin = (): Promise<Transport> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  // A failure is told to each who subscribes.
  if (!mayWait) begin().catch(() => undefined);
  return {
    subscribe: (payload, sink) => {
      let stop = (): void => {};
      let isStopped = false;
      begin().then(
        (transport) => {
          if (!isStopped) stop = transport.subscribe(payload, sink);
        },
        (error: unknown) => {
          if (!isStopped) sink.error(error);
        },
      );
      return () => {
        isStopped = true;
        stop();
      };
    },
    terminate: () => void loading?.then((transport) => transport.terminate()).catch(() => undefined),
    dispose: () => loading?.then((transport) => transport.dispose()).catch(() => undefined),
  };
}
