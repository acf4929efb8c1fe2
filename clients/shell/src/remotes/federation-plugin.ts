import type { ModuleFederationRuntimePlugin } from '@module-federation/runtime';
import { z } from 'zod';
import { pinOf, type Release } from './release.ts';

const manifestSchema = z.looseObject({ metaData: z.looseObject({}) });

/** Fetches the manifest if it is as it was released, and says in it where the other files are. */
async function fetchManifest({ manifestUrl, assetsUrl, pins }: Release): Promise<Response> {
  const integrity = pins['mf-manifest.json'];
  const response = await fetch(manifestUrl, { cache: 'no-cache', ...(integrity ? { integrity } : {}) });
  if (!response.ok) throw new Error(`${manifestUrl} was answered with ${response.status}`);
  if (assetsUrl === undefined) return response;
  const manifest = manifestSchema.parse(await response.json());
  return Response.json({ ...manifest, metaData: { ...manifest.metaData, publicPath: assetsUrl } });
}

function pinnedScript(release: Release, url: string): HTMLScriptElement {
  const script = document.createElement('script');
  script.integrity = pinOf(release, url);
  script.crossOrigin = 'anonymous';
  script.src = url;
  return script;
}

/** Holds what the federation's runtime asks for to the release of its container. */
export function federationPlugin(
  releaseOf: (container: string) => Release | undefined,
): ModuleFederationRuntimePlugin {
  return {
    name: 'pinned-releases',
    fetch: (_url, _options, remote) => {
      const release = remote && releaseOf(remote.name);
      return release && fetchManifest(release);
    },
    createScript: ({ url, remoteInfo }) => {
      const release = remoteInfo && releaseOf(remoteInfo.name);
      return release?.assetsUrl === undefined ? undefined : pinnedScript(release, url);
    },
    // It would ask for what a remote needs first without its hashes; `preloadRelease` asks with them, and earlier.
    beforePreloadRemote: ({ preloadOps }) => {
      preloadOps.length = 0;
    },
  };
}
