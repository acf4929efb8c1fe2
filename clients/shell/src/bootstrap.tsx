import './without-eval.ts';
import { telemetry } from '@payloom/apollo-client/telemetry';
import { loadGraph } from '@payloom/apollo-client/graph-later';
import { connection, network } from '@payloom/apollo-client/page-network';
import { getRegion, startRegion } from '@payloom/i18n/region';
import { vault } from '@payloom/offline/vault';
import { browserStorage } from '@payloom/session/browser-storage';
import { takeEarlyRefresh } from '@payloom/session/early-refresh';
import { session } from '@payloom/session/session';
import { startTheme } from '@payloom/ui-kit/theme';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { hadSessionIn } from './first/had-session.ts';
import { pause } from './first/pause.ts';
import { still } from './first/still.ts';
import { untilFirstPage } from './first/until-first-page.ts';
import { loadGraphAround } from './later/use-graph-around.ts';
import { loadSignedIn } from './layout/use-signed-in.ts';
import { observeVitalsLater } from './observe-vitals.ts';
import { keepOffline } from './offline/keep-offline.ts';
import { newVersion } from './offline/new-version-offer.ts';
import { recallAway } from './offline/recall-away.ts';
import { startServiceWorker } from './offline/start-service-worker.ts';
import { createWaitingLost } from './offline/waiting-lost.ts';
import { watchUnfinished } from './offline/unfinished.ts';
import { beginRemotes } from './remotes/begin-remotes.ts';
import { createLoadEntry } from './remotes/load-entry.ts';
import { fetchRemoteList } from './remotes/remote-list.ts';
import { releaseOf } from './remotes/release.ts';
import { createRemoteRegistry } from './remotes/remote-registry.ts';
import { isTampered } from './remotes/tampered.ts';
import { watchReleases } from './remotes/watch-releases.ts';
import { createShellRouter } from './routing/create-routes.tsx';

/** Where the bundler was told that the shell's own assets are. */
declare const __webpack_public_path__: string;

const container = document.getElementById('root');
if (!container) throw new Error('The page has no element with the id "root".');
const root = createRoot(container);

const registry = createRemoteRegistry({
  fetchList: fetchRemoteList,
  loadEntry: createLoadEntry(__webpack_public_path__),
  isTampered: (listing, error) => isTampered(releaseOf(listing, __webpack_public_path__), error),
  reload: () => globalThis.location.reload(),
});

/** What others have to answer comes first. */
function ask(standing: Promise<void>): void {
  const offline = keepOffline({
    session,
    loadGraph,
    vault,
    waitingLost: createWaitingLost(browserStorage()),
  });
  void session.start(recallAway(offline.recall, { network, connection }), takeEarlyRefresh());
  beginRemotes({
    registry,
    session,
    hadSession: hadSessionIn(browserStorage()),
    prepare: loadSignedIn,
    path: globalThis.location.pathname,
    standing,
  });
}

/** The first time that is written takes long: what is around the page of a viewer writes one, and waits for this anyway. */
async function findTimeZone(): Promise<void> {
  await pause();
  new Date().toLocaleDateString(getRegion().locale, { timeZone: getRegion().timeZone });
  await pause();
}

/** Settles when the first page has been drawn. */
async function draw(): Promise<void> {
  await pause();
  const router = createShellRouter(registry);
  const prepare = async (): Promise<void> => {
    await Promise.all([loadSignedIn(), loadGraphAround(), findTimeZone()]);
  };
  await untilFirstPage({ router, session, prepare });
  // In slices: nobody's tap has to wait until the whole page is drawn.
  return new Promise((resolve) => {
    startTransition(() =>
      root.render(
        <StrictMode>
          <App registry={registry} router={router} onDrawn={resolve} />
        </StrictMode>,
      ),
    );
  });
}

/** A page has so long to ask for what it shows before others ask for theirs. */
const ASKS_FOR_MS = 500;
/** One that does not come keeps nobody from the others for longer. */
const COMES_WITHIN_MS = 5_000;

const standing = (drawn: Promise<void>): Promise<void> =>
  Promise.race([drawn.then(() => still(ASKS_FOR_MS)), still(COMES_WITHIN_MS)]);

/** What a page can be seen without. */
function watch(): void {
  observeVitalsLater(telemetry);
  watchReleases({
    fetchList: fetchRemoteList,
    shown: () => registry.getState().remotes.map(({ listing }) => listing),
    offer: () => newVersion.offerAsWell(() => globalThis.location.reload()),
  });
  watchUnfinished();
  startServiceWorker();
}

startRegion();
startTheme();
ask(standing(draw()));
await pause();
watch();
