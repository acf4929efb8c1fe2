import { still } from '../first/still.ts';
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

/** For so long after it has loaded a page has the phone and its line to itself: what is kept is everything that the site has. */
const AFTER_LOAD_MS = 3_000;

/** Whether a worker has this page; undefined where the browser has none, or lets this site have none. */
function keptBefore(): boolean | undefined {
  try {
    return navigator.serviceWorker ? navigator.serviceWorker.controller !== null : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the site for the time without a network, once the page that was asked for is there. */
export function startServiceWorker(): void {
  const kept = keptBefore();
  if (kept === undefined) return;
  const begin = (): void => {
    start().catch((error: unknown) => console.error('The site is not kept for the time offline.', error));
  };
  // Where it is kept already, looking for a new version takes nothing.
  if (kept) return begin();
  const beginLater = (): void => void still(AFTER_LOAD_MS).then(begin);
  if (document.readyState === 'complete') beginLater();
  else window.addEventListener('load', beginLater, { once: true });
}
