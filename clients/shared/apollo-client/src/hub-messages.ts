/**
 * What a tab and the hub that holds the socket for all tabs say to each other. A change of it needs another `hubName`, for tabs
 * of two versions are open at the same time.
 */
export const hubName = 'payloom-live-1';
export const hubPath = '/live-worker.js';

/** Said once: the tab holds the web lock of that name for as long as it lives. */
interface Hello {
  readonly kind: 'hello';
  readonly lock: string;
}

/** The tab's nth socket, which it believes to be a WebSocket of its own. */
interface OfSocket {
  readonly socket: number;
}

export type FromTab =
  | Hello
  | (OfSocket & { readonly kind: 'open'; readonly url: string })
  | (OfSocket & { readonly kind: 'send'; readonly text: string })
  | (OfSocket & { readonly kind: 'close'; readonly code: number; readonly reason: string });

export type ToTab =
  | (OfSocket & { readonly kind: 'open' })
  | (OfSocket & { readonly kind: 'message'; readonly text: string })
  | (OfSocket & { readonly kind: 'close'; readonly code: number; readonly reason: string });
