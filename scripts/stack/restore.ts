import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { subgraphNames } from '../start/services.ts';
import { Problem } from '../start/problem.ts';
import { beside } from './backup.ts';
import type { Docker } from './docker.ts';
import { assertNotNewer, fingerprintsOf, readBackup, type Manifest } from './manifest.ts';

export interface RestoreRequest {
  readonly folder: string;
  readonly secretsFolder: string;
  /** Clears the data that are there. */
  readonly over: boolean;
  /** Makes secrets and images, once nothing speaks against the restore. */
  readonly prepare: () => Promise<void>;
}

const healthySecondsMax = 120;
const configSchema = z.object({
  volumes: z.record(z.string(), z.object({ name: z.string() })),
});

/** What of the stack's volumes a restore replaces: what is observed stays, and so does what was built. */
const isData = (volume: string): boolean => !['prometheus', 'grafana', 'mail', 'site'].includes(volume);

/** The stack's volumes with data of Payloom's that are there. */
async function dataVolumes(docker: Docker): Promise<string[]> {
  const config = (await docker.lines('config', '--format', 'json')).join('\n');
  const { volumes } = configSchema.parse(JSON.parse(config));
  const there = new Set(await docker.volumes());
  return Object.entries(volumes)
    .filter(([volume, { name }]) => isData(volume) && there.has(name))
    .map(([, { name }]) => name);
}

/** Throws where the stack could not open what is sealed in the backup. */
function assertOpens({ sealingKeys }: Manifest, secretsFolder: string): void {
  const path = join(secretsFolder, 'auth-sealing-key');
  const here = existsSync(path) ? fingerprintsOf(readFileSync(path, 'utf8')) : [];
  if (sealingKeys.every((key) => here.includes(key))) return;
  throw new Problem(
    `${path} is not the key that codes of apps are sealed with in this backup. ` +
      "Put that stack's key there first (below the present one, where there is one).",
  );
}

async function restoreDatabase(docker: Docker, folder: string, subgraph: string): Promise<void> {
  await docker.fromFile(
    join(folder, `${subgraph}.dump`),
    ...['exec', '-T', `${subgraph}-db`, 'pg_restore', '--exit-on-error', '--single-transaction'],
    ...['--no-owner', '--username=payloom', `--dbname=${subgraph}`],
  );
}

const unpack = (service: string, folder: string): string[] =>
  beside(service, ...(['tar', `--directory=${folder}`, '--no-same-owner', '--extract'] as const));

/** Puts a backup into an empty stack. Bringing it up, and its migrations with it, is left. */
export async function restore(docker: Docker, request: RestoreRequest, say: (line: string) => void) {
  const { folder, secretsFolder, over, prepare } = request;
  const manifest = await readBackup(folder);
  assertNotNewer(manifest);
  assertOpens(manifest, secretsFolder);
  const there = await dataVolumes(docker);
  if (there.length > 0 && !over)
    throw new Problem(
      `The stack has data (${there.join(', ')}). With --over they are removed and replaced by the backup's.`,
    );
  await prepare();
  await docker.compose('down');
  await docker.removeVolumes(there);
  const databases = subgraphNames().map((name) => `${name}-db`);
  const wait = ['--wait', '--wait-timeout', String(healthySecondsMax)];
  await docker.compose('up', '--detach', '--no-build', '--no-deps', ...wait, ...databases);
  for (const subgraph of subgraphNames()) await restoreDatabase(docker, folder, subgraph);
  await docker.fromFile(join(folder, 'rabbitmq.tar'), ...unpack('rabbitmq', '/var/lib/rabbitmq'));
  await docker.fromFile(join(folder, 'files.tar'), ...unpack('profile', '/data/files'));
  say(`Restored as of ${manifest.at}.`);
}
