import { matchPrecache } from 'workbox-precaching';
import { Strategy, type StrategyHandler } from 'workbox-strategies';

/** What comes from a CDN is read, or it could not be told from a failure; nobody's cookies go there. */
const readable = (request: Request): Request =>
  new URL(request.url).origin === self.location.origin
    ? request
    : new Request(request.url, { mode: 'cors', credentials: 'omit' });

/** Answers from whichever cache has it, also that of a version that still waits; else from the network, and keeps it. */
export class AnyCacheFirst extends Strategy {
  protected override async _handle(request: Request, handler: StrategyHandler): Promise<Response> {
    const kept = (await matchPrecache(request)) ?? (await caches.match(request.url, { ignoreVary: true }));
    return kept ?? handler.fetchAndCachePut(readable(request));
  }
}
