import { browserStorage } from '@payloom/session/browser-storage';
import { refreshEarly } from '@payloom/session/early-refresh';
import { hadSessionIn } from './first/had-session.ts';
import { pause } from './first/pause.ts';
import { preloadFirst } from './first/preload-first.ts';
import './styles.css';

/** Where the bundler was told that the shell's own assets are. */
declare const __webpack_public_path__: string;

/** What the shell is made of, as far as running it takes long. */
const made: readonly (() => Promise<unknown>)[] = [
  () => import('react-dom/client'),
  () => import(/* webpackExports: ["createBrowserRouter"] */ 'react-router'),
  () => import('./without-eval.ts'),
  // The first class names that are joined take longer than all others.
  async () => (await import('@payloom/ui-kit/cn')).cn('block'),
];

/** Runs one after the other, with a pause between: at once, they would keep a phone from everything else for too long. */
async function begin(): Promise<void> {
  // The first script is small, so that it runs while the rest still comes: it lets even more come meanwhile.
  const storage = browserStorage();
  const role = hadSessionIn(storage).role();
  if (role !== null) refreshEarly(storage);
  void preloadFirst({ path: globalThis.location.pathname, role, assetsAt: __webpack_public_path__ });
  for (const run of made) {
    await run();
    await pause();
  }
  await import(/* webpackChunkName: "bootstrap" */ './bootstrap.tsx');
}

begin().catch((error: unknown) => {
  console.error('The shell could not be fetched.', error);
  document.getElementById('loading')?.setAttribute('hidden', '');
  document.getElementById('late')?.removeAttribute('hidden');
});
