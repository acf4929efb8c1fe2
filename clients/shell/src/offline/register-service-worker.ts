import { messageSW, Workbox } from 'workbox-window';
import type { NewVersion } from './new-version-offer.ts';

/** How often an open page looks for a new version, besides at each load. */
const LOOK_EVERY_MS = 30 * 60_000;
/** A worker that does not take over in that time keeps nobody from the new version: the page itself is asked for anyway. */
const TAKE_OVER_MS = 3_000;

const reload = (): void => globalThis.location.reload();

/** The script that the page was made by; its name changes with the version. */
const ownScript = (): string | undefined =>
  [...document.scripts].map(({ src }) => src).find((src) => src.includes('/assets/shell.'));

/** Whether the page is what the worker brings: it was loaded past the worker before, and only that lags behind. */
async function isOfThisPage(worker: ServiceWorker): Promise<boolean> {
  const answer: unknown = await messageSW(worker, { type: 'HAS', url: ownScript() });
  return answer === true;
}

/** Looks for a new version now and then, and when somebody comes back to the page. */
function keepLooking(workbox: Workbox): void {
  // A page without a network finds out another time.
  const look = (): void => void workbox.update().catch(() => undefined);
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
}

/**
 * A page that was on its way while the worker claimed all that were open was missed, and until the next one it would get nothing from
 * the worker that it asks for later. One that a newer worker waits for is claimed by that.
 */
async function joinTheKept(): Promise<void> {
  const { active, waiting } = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller && !waiting) active?.postMessage({ type: 'CLAIM' });
}

/** Registers the worker that keeps the site, and offers what it brings: nothing changes under a page by itself. */
export async function registerServiceWorker(newVersion: Pick<NewVersion, 'offer'>): Promise<void> {
  const workbox = new Workbox('/service-worker.js', { updateViaCache: 'none' });
  let isTaken = false;
  let isControlled = navigator.serviceWorker.controller !== null;
  const take = (): void => {
    isTaken = true;
    setTimeout(reload, TAKE_OVER_MS);
    workbox.messageSkipWaiting();
  };
  workbox.addEventListener('waiting', ({ sw, wasWaitingBeforeRegister }) => {
    void (async () => {
      if (wasWaitingBeforeRegister && sw && (await isOfThisPage(sw))) workbox.messageSkipWaiting();
      else newVersion.offer(take);
    })();
  });
  workbox.addEventListener('controlling', () => {
    if (isTaken) reload();
    // Another tab has taken it: this one goes on with what it has, and is told. The very first worker, whichever tab
    // asked for it, brings what the page was made by.
    else if (isControlled) newVersion.offer(reload);
    isControlled = true;
  });
  await workbox.register();
  void joinTheKept();
  keepLooking(workbox);
}
