import { pinOf, type Release } from './release.ts';

type Scope = object;

/** What the entry script of a remote leaves behind. */
export interface Container {
  init(scope: Scope): unknown;
  get(module: string): Promise<() => unknown>;
}

/** The shell's side of the federation, by the bundler: what it has for the remotes. */
declare const __webpack_init_sharing__: (scope: 'default') => Promise<unknown>;
declare const __webpack_share_scopes__: { readonly default: Scope };

/** The entry of a remote did not come, or the browser did not take it. */
export class EntryLoadError extends Error {
  override readonly name = 'EntryLoadError';
}

function runScript(release: Release): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const url = release.entryUrl;
    if (release.assetsUrl !== undefined) script.integrity = pinOf(release, url);
    script.crossOrigin = 'anonymous';
    script.src = url;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      script.remove();
      reject(new EntryLoadError(`${url} could not be loaded.`));
    });
    document.head.append(script);
  });
}

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null && 'get' in value && 'init' in value;

function found(name: string): Container | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
  return isContainer(value) ? value : undefined;
}

/** Runs the entry script of a release, once, and gives it what the shell has. */
export async function loadContainer(name: string, release: Release): Promise<Container> {
  if (!found(name)) await runScript(release);
  const container = found(name);
  if (!container) throw new EntryLoadError(`${release.entryUrl} has left no ${name}.`);
  await __webpack_init_sharing__('default');
  await container.init(__webpack_share_scopes__.default);
  return container;
}
