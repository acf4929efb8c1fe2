import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphNames } from '../start/services.ts';
import { Problem } from '../start/problem.ts';
import { writeFileWhole } from '../start/write-file.ts';
import type { Conversation, Docker, Written } from './docker.ts';
import { fingerprintsOf, manifestName, type Manifest } from './manifest.ts';
import { whileFrozen } from './while-frozen.ts';

export interface BackupRequest {
  /** New or empty. */
  readonly folder: string;
  readonly secretsFolder: string;
  /** Copies the secrets, as they are. */
  readonly withSecrets: boolean;
}

/** A database as it was at one moment, for as long as the transaction that saw it is open. */
interface Moment {
  readonly subgraph: string;
  readonly snapshot: string;
  readonly postgres: string;
  readonly migration: string;
  readonly session: Conversation;
}

const psql = (subgraph: string): string[] => [
  ...['exec', '-T', `${subgraph}-db`],
  ...['psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align'],
  ...['--set=ON_ERROR_STOP=1', '--username=payloom', `--dbname=${subgraph}`],
];

/** Pictures that somebody has at this moment are not swept before they are copied; changing them goes on. */
const keepPictures = 'select count(*) from (select id from avatars for key share) as kept;';

/** Opens a transaction in which every query sees the database of this moment. */
async function openMoment(docker: Docker, subgraph: string): Promise<Moment> {
  const session = await docker.talk(...psql(subgraph));
  const snapshot = await session.ask('begin isolation level repeatable read; select pg_export_snapshot();');
  if (subgraph === 'profile') await session.ask(keepPictures);
  const postgres = await session.ask("select current_setting('server_version');");
  const migration = await session.ask('select name from mikro_orm_migrations order by id desc limit 1;');
  return { subgraph, snapshot, postgres, migration: migration.replace(/\.ts$/, ''), session };
}

function assertNewFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Problem(`${folder} is not empty, and a backup is not mixed with anything.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

async function assertRuns(docker: Docker): Promise<void> {
  const running = await docker.lines('ps', '--services', '--status', 'running');
  const needed = [...subgraphNames().map((name) => `${name}-db`), 'rabbitmq'];
  const missing = needed.filter((name) => !running.includes(name));
  if (missing.length > 0)
    throw new Problem(`A backup is made of a running stack, and ${missing.join(', ')} is not running.`);
}

/** Runs a program on the volumes of a service, beside its own processes. */
export const beside = (service: string, program: string, ...args: string[]): string[] => [
  ...['run', '--rm', '--no-deps', '--quiet-pull', '-T', '--entrypoint', program, service],
  ...args,
];

/** RabbitMQ's own folder but the cookie by which nodes trust each other: a new installation makes its own. */
const brokerTar = beside(
  'rabbitmq',
  ...(['tar', '--directory=/var/lib/rabbitmq', '--exclude=.erlang.cookie', '--create', '.'] as const),
);
const filesTar = beside('profile', ...(['tar', '--directory=/data/files', '--create', '.'] as const));

/**
 * All events go from one database to another through RabbitMQ alone. While it stands still, no effect can come to be whose
 * cause is not in its outbox, in a queue or behind both; so what is seen then in each database and in RabbitMQ's folder
 * belongs together, though the databases are looked at one after the other and everybody goes on working. What was under
 * way comes again after a restore, and the inboxes know what had its effect.
 */
async function takeMoments(docker: Docker, folder: string, moments: Moment[]): Promise<Written> {
  return whileFrozen(docker, 'rabbitmq', async () => {
    for (const subgraph of subgraphNames()) moments.push(await openMoment(docker, subgraph));
    return docker.toFile(join(folder, 'rabbitmq.tar'), ...brokerTar);
  });
}

function dump(docker: Docker, folder: string, { subgraph, snapshot }: Moment): Promise<Written> {
  return docker.toFile(
    join(folder, `${subgraph}.dump`),
    ...['exec', '-T', `${subgraph}-db`, 'pg_dump', '--format=custom', `--snapshot=${snapshot}`],
    ...['--username=payloom', `--dbname=${subgraph}`],
  );
}

async function copyData(docker: Docker, folder: string, moments: Moment[]): Promise<Manifest['files']> {
  const files: Record<string, Written> = {};
  try {
    files['rabbitmq.tar'] = await takeMoments(docker, folder, moments);
    files['files.tar'] = await docker.toFile(join(folder, 'files.tar'), ...filesTar);
    for (const moment of moments) files[`${moment.subgraph}.dump`] = await dump(docker, folder, moment);
    return files;
  } finally {
    for (const { session } of moments) await session.end().catch(() => undefined);
  }
}

/** Backs up a running stack; nobody notices but events, which wait a few seconds. */
export async function backUp(docker: Docker, request: BackupRequest, say: (line: string) => void) {
  const { folder, secretsFolder, withSecrets } = request;
  await assertRuns(docker);
  assertNewFolder(folder);
  const [rabbitMq = ''] = await docker.lines('exec', '-T', 'rabbitmq', 'rabbitmqctl', '--quiet', 'version');
  const moments: Moment[] = [];
  const at = new Date().toISOString();
  const files = await copyData(docker, folder, moments);
  if (withSecrets) cpSync(secretsFolder, join(folder, 'secrets'), { recursive: true });
  const databases = Object.fromEntries(
    moments.map(({ subgraph, postgres, migration }) => [subgraph, { postgres, migration }]),
  );
  const sealingKeys = fingerprintsOf(readFileSync(join(secretsFolder, 'auth-sealing-key'), 'utf8'));
  const manifest: Manifest = { format: 1, at, files, databases, rabbitMq, sealingKeys };
  writeFileWhole(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  const bytes = Object.values(files).reduce((total, file) => total + file.bytes, 0);
  say(`Backed up into ${folder}: ${(bytes / 1e6).toFixed(1)} MB, as of ${at}.`);
  if (!withSecrets)
    say('The secrets are not in it. Keep secrets/auth-sealing-key elsewhere: it opens codes of apps.');
}
