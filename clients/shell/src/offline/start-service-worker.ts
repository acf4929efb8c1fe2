import { newVersion } from './new-version-offer.ts';

declare global {
  interface ImportMeta {
    /** There where a development server replaces modules. */
    readonly webpackHot?: object;
  }
}

/** In development every edit is a new version, and one from a cache is the last thing anybody wants to see. */
async function leave(): Promise<void> {
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
}

async function start(): Promise<void> {
  if (import.meta.webpackHot) return leave();
  const { registerServiceWorker } = await import('./register-service-worker.ts');
  await registerServiceWorker(newVersion);
}

/** Keeps the site for the time without a network, once the page that was asked for is there. */
export function startServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const begin = (): void => {
    start().catch((error: unknown) => console.error('The site is not kept for the time offline.', error));
  };
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}
