import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rspack, type Configuration, type RuleSetRule } from '@rspack/core';
import { ReactRefreshRspackPlugin } from '@rspack/plugin-react-refresh';
import tailwind from '@tailwindcss/postcss';
import type { AcceptedPlugin } from 'postcss';
import { clientsDir, type BundleOptions } from './client-project.ts';
import { wordsLoader } from './compile-words.ts';
import { fontLoader } from './narrow-font.ts';
import { rememberRenderersEntry } from './remember-renderers.ts';
import { scopeUtilities } from './scope-utilities.ts';
import { sortHashes } from './sort-hashes.ts';

const require = createRequire(import.meta.url);
const browsers = ['chrome >= 119', 'edge >= 119', 'firefox >= 128', 'safari >= 17.4'];

/** What would write styles into the page, where the page's policy lets nobody, and what does it another way. */
const strictStyles = {
  'react-style-singleton': join(clientsDir, '..', 'clients/shared/ui-kit/src/adopted-style.ts'),
};

const router = dirname(
  createRequire(join(clientsDir, 'shell/package.json')).resolve('react-router/package.json'),
);

/** The router's package names no build for production but has one. */
const released = {
  'react-router$': join(router, 'dist/production/index.mjs'),
  'react-router/dom$': join(router, 'dist/production/dom-export.mjs'),
};

/** TypeScript with JSX, for those browsers. */
export function scripts(development: boolean): RuleSetRule {
  return {
    test: /\.tsx?$/,
    exclude: /node_modules/,
    loader: 'builtin:swc-loader',
    options: {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', development, refresh: development } },
      },
      env: { targets: browsers },
    },
  };
}

/** Their messages are read when they are bundled: pages have only what says them. */
const words: RuleSetRule = {
  test: /[\\/]words\.ts$/,
  exclude: /node_modules/,
  loader: wordsLoader,
};
const saysCompiled = { 'use-intl/format-message$': 'use-intl/format-message/format-only' };

function stylesheets(plugins: AcceptedPlugin[]): RuleSetRule {
  return {
    type: 'css',
    loader: require.resolve('postcss-loader'),
    options: { postcssOptions: { config: false, plugins } },
  };
}

/** A remote's own stylesheets hold inside it; those of what is around it, when it runs alone, hold everywhere. */
function styles(dir: string, remote: string | undefined): RuleSetRule {
  const everywhere = stylesheets([tailwind()]);
  if (!remote) return { test: /\.css$/, ...everywhere };
  const inside = { include: join(dir, 'src'), ...stylesheets([tailwind(), scopeUtilities(remote)]) };
  return { test: /\.css$/, oneOf: [inside, everywhere] };
}

/** An entry without a name comes first in every other. */
function refresh(dir: string): NonNullable<Configuration['plugins']> {
  return [
    new rspack.EntryPlugin(dir, rememberRenderersEntry, { name: undefined }),
    new ReactRefreshRspackPlugin(),
  ];
}

/**
 * Puts the hashes of all chunks and stylesheets into the script that loads them: who knows that script's own hash, which
 * `remotes.json` has, gets nothing that was not built with it.
 */
function hashesOfChunks(): InstanceType<typeof rspack.SubresourceIntegrityPlugin> {
  return new rspack.SubresourceIntegrityPlugin({
    // The shortest that there is: there are a hundred of them, and nothing makes them smaller.
    hashFuncNames: ['sha256'],
    enabled: true,
  });
}

const assets: readonly RuleSetRule[] = [
  { test: /\.(svg|png|webp)$/, type: 'asset/resource' },
  { test: /\.woff2$/, type: 'asset/resource', loader: fontLoader },
];

/** What the shell and every remote have in common. A remote's name keeps its styles to itself. */
export function clientConfig(dir: string, options: BundleOptions, remote?: string): Configuration {
  const development = options.mode === 'development';
  const hash = development ? '' : '.[contenthash:10]';
  return {
    context: dir,
    mode: options.mode,
    target: `browserslist:${browsers.join(', ')}`,
    devtool: development ? 'cheap-module-source-map' : false,
    resolve: {
      extensions: ['.tsx', '.ts', '.jsx', '.js', '.json'],
      alias: { ...strictStyles, ...saysCompiled, ...(development ? {} : released) },
      // RxJS has a build of this name for the browsers of today.
      conditionNames: ['es2015', '...'],
    },
    module: {
      rules: [scripts(development), words, styles(dir, remote), ...assets],
    },
    output: {
      path: options.outputDir,
      publicPath: options.publicPath,
      clean: true,
      // A browser checks the integrity of what comes from elsewhere only where it may read it.
      crossOriginLoading: 'anonymous',
      filename: `assets/[name]${hash}.js`,
      chunkFilename: `assets/[name]${hash}.js`,
      cssFilename: `assets/[name]${hash}.css`,
      cssChunkFilename: `assets/[name]${hash}.css`,
      assetModuleFilename: 'assets/[name].[contenthash:10][ext]',
    },
    plugins: development ? refresh(dir) : [hashesOfChunks(), sortHashes],
    infrastructureLogging: { level: 'error' },
    stats: 'errors-warnings',
    performance: false,
  };
}

/** The page a client is mounted in. */
export function page(template: string, title: string): InstanceType<typeof rspack.HtmlRspackPlugin> {
  return new rspack.HtmlRspackPlugin({ template, title, scriptLoading: 'defer' });
}

/** The page of a remote that runs alone. */
export const standaloneTemplate = join(import.meta.dirname, 'standalone.html');
