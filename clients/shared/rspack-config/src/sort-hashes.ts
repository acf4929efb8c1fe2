import { rspack, type RspackPluginInstance } from '@rspack/core';

const name = 'SortHashes';
const hashMaps = /(\.sri(?:Css)?Hashes\s*=\s*)\{([^{}]*)\}/g;

/** The same script with the hashes of its chunks in order. */
function sorted(script: string): string {
  return script.replaceAll(
    hashMaps,
    (_, head: string, entries: string) => `${head}{${entries.split(',').sort().join(',')}}`,
  );
}

/**
 * Brings the hashes of chunks into an order of their own: the bundler writes them down as they get ready, so two builds of the
 * same sources would be two versions.
 */
export const sortHashes: RspackPluginInstance = {
  apply(compiler) {
    compiler.hooks.compilation.tap(name, (compilation) => {
      // When scripts are as small as they get, before names are made of what is in them.
      const stage = rspack.Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_HASH - 1;
      compilation.hooks.processAssets.tap({ name, stage }, (assets) => {
        for (const [path, source] of Object.entries(assets)) {
          const script = path.endsWith('.js') ? source.source().toString() : '';
          if (/\.sri(Css)?Hashes\s*=/.test(script))
            compilation.updateAsset(path, new rspack.sources.RawSource(sorted(script)));
        }
      });
    });
  },
};
