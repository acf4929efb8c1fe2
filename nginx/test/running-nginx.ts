import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startOwnNginx, type NginxPlace, type OwnNginx } from '@payloom/testkit/own-nginx';
import { packSite, writeAssetOrigin } from '../../scripts/build/pack-site.ts';
import { makeSecrets } from '../../scripts/stack/secrets.ts';

const configuration = join(import.meta.dirname, '..');
const isRoot = process.getuid?.() === 0;

/** What of a built site matters to nginx. */
export const siteFiles = {
  'index.html': '<!doctype html><title>Payloom</title>',
  'remotes.json': `{"remotes":[]}${' '.repeat(2000)}`,
  'remotes/auth/0.1.0-5e92d925b0/mf-manifest.json': '{"name":"auth_remote"}',
  'remotes/auth/0.1.0-5e92d925b0/remote-entry.b92b47d307.js': 'globalThis.auth_remote = {};',
  'assets/shell.01028881da.js': `console.log(${JSON.stringify('payloom '.repeat(500))});`,
} as const;

async function writeSite(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(siteFiles)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await packSite(folder);
}

/** What differs between a container and a test: where it listens, where things stand, who the gateway is. */
function replacements(place: NginxPlace, gatewayUrl: string): [string, string][] {
  const { folder, temporary, httpPort, httpsPort, healthPort } = place;
  return [
    // First: what is put in by the others begins so too.
    [' /tmp/', ` ${temporary}/`],
    ['listen 8080 ', `listen 127.0.0.1:${httpPort} `],
    ['listen 8443 ', `listen 127.0.0.1:${httpsPort} `],
    ['listen 127.0.0.1:8081;', `listen 127.0.0.1:${healthPort};`],
    ['/run/secrets/', `${folder}/secrets/`],
    ['/usr/share/nginx/site', `${folder}/site`],
    ['http://gateway:4000', gatewayUrl],
    ['/dev/stderr', `${folder}/errors.log`],
    ['/dev/stdout', `${folder}/access.log`],
  ];
}

async function adapt(place: NginxPlace, folder: string, gatewayUrl: string): Promise<void> {
  const found = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    let text = await readFile(path, 'utf8');
    for (const [from, to] of replacements(place, gatewayUrl)) {
      if (text.includes(from)) found.add(from);
      text = text.replaceAll(from, to);
    }
    // Workers of root's nginx are somebody else, who cannot enter a folder of this test.
    await writeFile(path, entry.name === 'nginx.conf' && isRoot ? `user root;\n${text}` : text);
  }
  const missing = replacements(place, gatewayUrl).filter(([from]) => !found.has(from));
  if (missing.length > 0)
    throw new Error(`The configuration has no ${missing.map(([from]) => from).join(', ')}`);
}

export interface NginxOptions {
  readonly gatewayUrl: string;
  readonly assetBaseUrl?: string;
}

/** The nginx of the stack with its own configuration, on free ports and before this gateway. */
export async function startNginx({ gatewayUrl, assetBaseUrl }: NginxOptions): Promise<OwnNginx> {
  return startOwnNginx(async (place) => {
    const folder = join(place.folder, 'nginx');
    await cp(configuration, folder, { recursive: true, filter: (path) => !path.endsWith('/test') });
    await makeSecrets(join(place.folder, 'secrets'));
    await writeSite(join(place.folder, 'site'));
    await writeAssetOrigin(folder, assetBaseUrl);
    await adapt(place, folder, gatewayUrl);
    return join(folder, 'nginx.conf');
  });
}
