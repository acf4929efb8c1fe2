import { join } from 'node:path';
import { rspack, type Configuration, type RuleSetRule } from '@rspack/core';

const browsers = ['chrome >= 119', 'edge >= 119', 'firefox >= 128', 'safari >= 17.4'];

const scripts: RuleSetRule = {
  test: /\.tsx?$/,
  exclude: /node_modules/,
  loader: 'builtin:swc-loader',
  options: {
    jsc: { parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
    env: { targets: browsers },
  },
};

/** Bundles the explorer for `/explorer/`; its page is served on `GET /graphql`. */
export function explorerConfig(outputDir: string): Configuration {
  return {
    name: 'explorer',
    context: import.meta.dirname,
    mode: 'production',
    target: `browserslist:${browsers.join(', ')}`,
    devtool: false,
    entry: { main: './src/main.tsx' },
    resolve: { extensions: ['.tsx', '.ts', '.js'] },
    module: {
      rules: [
        scripts,
        { test: /\.css$/, type: 'css' },
        { test: /\.(ttf|woff2?|svg|png)$/, type: 'asset/resource' },
      ],
    },
    output: {
      path: outputDir,
      publicPath: '/explorer/',
      clean: true,
      filename: '[name].[contenthash:10].js',
      chunkFilename: '[name].[contenthash:10].js',
      cssFilename: '[name].[contenthash:10].css',
      cssChunkFilename: '[name].[contenthash:10].css',
      assetModuleFilename: '[name].[contenthash:10][ext]',
    },
    plugins: [
      new rspack.HtmlRspackPlugin({
        template: './src/index.html',
        scriptLoading: 'defer',
      }),
    ],
    infrastructureLogging: { level: 'error' },
    stats: 'errors-warnings',
    performance: false,
  };
}

export default explorerConfig(join(import.meta.dirname, '../dist/explorer'));
