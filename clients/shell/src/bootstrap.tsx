import './without-eval.ts';
import { telemetry } from '@payloom/apollo-client/telemetry';
import { graph } from '@payloom/apollo-client/graph';
import { startRegion } from '@payloom/i18n/region';
import { vault } from '@payloom/offline/vault';
import { session } from '@payloom/session/session';
import { startTheme } from '@payloom/ui-kit/theme';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadSignedIn } from './layout/use-signed-in.ts';
import { observeVitalsLater } from './observe-vitals.ts';
import { keepOffline } from './offline/keep-offline.ts';
import { newVersion } from './offline/new-version-offer.ts';
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
import './styles.css';

/** Where the bundler was told that the shell's own assets are. */
declare const __webpack_public_path__: string;

const container = document.getElementById('root');
if (!container) throw new Error('The page has no element with the id "root".');

const registry = createRemoteRegistry({
  fetchList: fetchRemoteList,
  loadEntry: createLoadEntry(__webpack_public_path__),
  isTampered: (listing, error) => isTampered(releaseOf(listing, __webpack_public_path__), error),
  reload: () => globalThis.location.reload(),
});
startRegion();
startTheme();
observeVitalsLater(telemetry);
const offline = keepOffline({
  session,
  graph,
  vault,
  waitingLost: createWaitingLost(globalThis.localStorage),
});
void session.start(offline.recall);
beginRemotes({ registry, session, storage: globalThis.localStorage, prepare: loadSignedIn });
watchReleases({
  fetchList: fetchRemoteList,
  shown: () => registry.getState().remotes.map(({ listing }) => listing),
  offer: () => newVersion.offerAsWell(() => globalThis.location.reload()),
});
watchUnfinished();
startServiceWorker();
createRoot(container).render(
  <StrictMode>
    <App registry={registry} />
  </StrictMode>,
);
