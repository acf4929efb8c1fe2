import { clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, precache, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';
import { AnyCacheFirst } from './any-cache-first.ts';
import { answerPage } from './answer-page.ts';
import { keepReleases } from './keep-releases.ts';
import { isPointer, isUnchanging, pointer } from './routes.ts';

declare const self: ServiceWorkerGlobalScope;

declare global {
  interface ServiceWorkerGlobalScope {
    /** What the shell consists of: put in once the clients are built (scripts/build/add-service-worker.ts). */
    __WB_MANIFEST: (PrecacheEntry | string)[];
  }
}

const ANSWER_WITHIN_SECONDS = 3;
const ASSETS_MAX = 400;
const ASSETS_DAYS_MAX = 60;
const DAY_SECONDS = 86_400;
const POINTERS = 'payloom-pointers';

const shell = self.__WB_MANIFEST;
const inShell = new Set(
  shell.map((entry) => new URL(typeof entry === 'string' ? entry : entry.url, self.location.href).href),
);
const ownScript = [...inShell].find((url) => url.includes('/assets/shell.')) ?? self.location.href;
/** Where hashed files come from: this origin, or a CDN. */
const assetsAt = new URL('..', ownScript).href;

// The first one takes the page that brought it; a later one waits until somebody takes it.
clientsClaim();
cleanupOutdatedCaches();
precache(shell);

async function keepListed(): Promise<void> {
  const response = await fetch(pointer, { cache: 'no-cache' });
  if (!response.ok) return;
  await (await caches.open(POINTERS)).put(pointer, response.clone());
  await keepReleases(await response.json(), assetsAt);
}

// Without the remotes the shell is of use all the same: they come with the next page then.
self.addEventListener('install', (event) => event.waitUntil(keepListed().catch(() => undefined)));

// A page: the newest where there is a network, so that a release, and its headers, need nobody's consent at the next visit.
registerRoute(new NavigationRoute(({ request, url }) => answerPage(request, url)));

// What says which remotes there are, at which versions: a remote is released alone, and what was kept must not outlive that.
registerRoute(
  ({ url }) => isPointer(url),
  new NetworkFirst({
    cacheName: POINTERS,
    networkTimeoutSeconds: ANSWER_WITHIN_SECONDS,
    plugins: [
      {
        cacheDidUpdate: async ({ newResponse, event }) => {
          const list: unknown = await newResponse.clone().json();
          event.waitUntil(keepReleases(list, assetsAt));
        },
      },
    ],
  }),
);

// What never changes, in whichever cache it stands: a remote released since has assets of its own.
registerRoute(
  ({ url, request }) => request.method === 'GET' && isUnchanging(url, inShell),
  new AnyCacheFirst({
    cacheName: 'payloom-assets',
    plugins: [new ExpirationPlugin({ maxEntries: ASSETS_MAX, maxAgeSeconds: ASSETS_DAYS_MAX * DAY_SECONDS })],
  }),
);

// Everything else is nobody's business here: the graph, files and pictures of people are kept by no cache.

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  if (message.type === 'SKIP_WAITING') void self.skipWaiting();
  if (message.type === 'CLAIM') event.waitUntil(self.clients.claim());
  if (message.type === 'HAS' && 'url' in message)
    event.ports[0]?.postMessage(typeof message.url === 'string' && inShell.has(message.url));
});
