import type { Transport } from './transport.ts';

/** A transport whose code is fetched when it is needed. What cannot be fetched fails, and is tried again by whoever subscribed. */
export function loadedLater(load: () => Promise<Transport>): Transport {
  const loading = load();
  // Told to each who subscribes.
  loading.catch(() => undefined);
  return {
    subscribe: (payload, sink) => {
      let stop = (): void => {};
      let isStopped = false;
      loading.then(
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
    terminate: () => void loading.then((transport) => transport.terminate()).catch(() => undefined),
    dispose: () => loading.then((transport) => transport.dispose()).catch(() => undefined),
  };
}
