import { rspack, type Configuration } from '@rspack/core';
import { join } from 'node:path';
import { clientConfig, page } from './client-config.ts';
import { clientsDir, type DefineConfig } from './client-project.ts';
import { provideModules } from './federation.ts';

type Groups = Exclude<
  NonNullable<
    Exclude<NonNullable<Configuration['optimization']>['splitChunks'], false | undefined>['cacheGroups']
  >,
  undefined
>;

/** Patterns are written with the slashes of one system. */
const inAnySystem = (pattern: string): string => pattern.replaceAll('/', String.raw`[\/]`);
const ofKit = (files: string): string => `ui-kit/src/(?:${files})`;
const ofPackages = (names: string): string => `node_modules/(?:${names})/`;

/** So that a module is in one of them only, and the earlier ones come first. */
function inGroups(groups: Readonly<Record<string, readonly string[]>>): Groups {
  const inOrder = Object.entries(groups).map(([name, tests], index, { length }) => {
    const priority = (length - index) * 10;
    return [
      name,
      { name, test: new RegExp(inAnySystem(tests.join('|'))), chunks: 'async', enforce: true, priority },
    ] as const;
  });
  return Object.fromEntries(inOrder);
}

const iconsOfFirst: readonly string[] = [
  'arrow-left',
  'circle-exclamation-point',
  'cloud-off',
  'compass',
  'eye',
  'eye-off',
  'languages',
  'layout-dashboard',
  'loader-circle',
  'lock',
  'megaphone',
  'monitor',
  'moon',
  'rotate-cw',
  'sparkles',
  'sun',
  'triangle-exclamation-point',
];

/**
 * What pages need beside the first script comes in few files: each of a hundred shared modules could be asked for by
 * itself, and a page needs thirty of them. What is opened, filled in or scrolled through is apart from what is seen at once.
 */
const together = inGroups({
  // Each is run in a task of its own, and kept by browsers for as long as its version is.
  react: [ofPackages('react|react-dom|scheduler')],
  router: [ofPackages('react-router')],
  // The client of the graph and what it is made of. A page before signing in does without: what such a page has of it is not here.
  graph: [
    ofPackages('@apollo/client|@wry/[\\w-]+|graphql|optimism|rxjs|tslib'),
    'shell/src/provided/apollo-client',
    'shell/src/later/graph-around',
    'apollo-client/src/(?!live/(?:open-|fetch-stream|stream-doings)|(?:connection|failure-sentence|graph-later|network|page-network|refused-input|telemetry|use-later-mutation|words)\\.)',
  ],
  // What a browser is given to keep comes with what keeps it.
  kept: [`offline/src/lazy`, ofPackages('idb')],
  lists: [
    ofPackages('@tanstack/[\\w-]+'),
    ofKit(
      'data-list|drawn-rows|held-rows|kept-heights|list-start|load-more|long-list|pinned-row|rows-region|row-s|row-t|use-steady-columns',
    ),
  ],
  menus: [
    ofKit(
      'adopted-style|confirm-dialog|dialog|dropdown-menu|popover\\.|select-shown|theme-menu|tooltip-shown',
    ),
    ofPackages(
      '@radix-ui/react-(?!avatar|context|label|primitive|slot|compose-refs|use-)[\\w-]+|@floating-ui/[\\w-]+|react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-callback-ref|use-sidecar|aria-hidden|radix-ui',
    ),
  ],
  // What the page has that everybody begins with: signing in. Each module may be asked for by itself, and would bring a copy of
  // what it is made of, so that is here as well.
  first: [
    'shell/src/(?:provided|without-eval)',
    'session/src/(?!step-up)',
    'apollo-client/src/(?!live/)',
    'offline/src/(?!lazy)',
    'i18n/src/',
    ofKit(
      'button\\.|card\\.|cn\\.|empty-state|error-state|field-control|form-field|input|label|network|on-demand|page-header|password-input|skeleton|theme\\.|theme-choice|toaster|unfinished|use-media|words',
    ),
    ofPackages(
      '@radix-ui/react-(?:compose-refs|label|primitive|slot)|use-intl|@formatjs/[\\w-]+|class-variance-authority|clsx|tailwind-merge|zod',
    ),
    `lucide-react/dist/esm/(?!icons/)|lucide-react/dist/esm/icons/(?:${iconsOfFirst.join('|')})\\.`,
  ],
  parts: [
    // Not what few pages need, each a chunk of its own.
    'clients/shared/[\\w-]+/src/(?!passkeys|toasts|live/)',
    ofPackages('@radix-ui/[\\w-]+|lucide-react'),
  ],
});

export interface ShellOptions {
  /** The page's title until a route gives its own. */
  readonly title: string;
}

/** The host's whole bundler configuration. It names no remote: those are found at run time, in `remotes.json`. */
export function defineShell({ title }: ShellOptions): DefineConfig {
  return (options) => {
    const dir = join(clientsDir, 'shell');
    const config = clientConfig(dir, options);
    return {
      ...config,
      name: 'shell',
      entry: { shell: './src/main.ts' },
      output: { ...config.output, uniqueName: 'shell' },
      optimization: { splitChunks: { cacheGroups: together } },
      plugins: [
        ...(config.plugins ?? []),
        provideModules(),
        page(join(dir, 'index.html'), title),
        // What is asked for by its very name: icons, the web app's manifest, the page for the time offline.
        new rspack.CopyRspackPlugin({ patterns: [{ from: join(dir, 'public') }] }),
      ],
    };
  };
}
