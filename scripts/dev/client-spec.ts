import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { root } from '../build/artefacts.ts';
import type { ServiceSpec } from '../start/supervised-service.ts';

function remoteNames(): string[] {
  const folder = join(root, 'clients/remotes');
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'rspack.config.ts')));
}

/** How to start the development servers of shell and remotes. */
export async function clientServerSpec(gatewayUrl: string): Promise<ServiceSpec> {
  const free = () => getPort({ host: '127.0.0.1' });
  const remotes = await Promise.all(remoteNames().map(async (name) => [name, await free()] as const));
  return {
    name: 'clients',
    entry: join(import.meta.dirname, 'client-server.ts'),
    env: {
      ...process.env,
      NODE_ENV: 'development',
      SHELL_PORT: String(await free()),
      REMOTE_PORTS: JSON.stringify(Object.fromEntries(remotes)),
      GATEWAY_URL: gatewayUrl,
    },
  };
}
