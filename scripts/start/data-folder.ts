import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.ts';
import { writeFileWhole } from './write-file.ts';

/** Where everything of one installation stands. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly logs: string;
  readonly lock: string;
  readonly running: string;
  readonly secrets: string;
  readonly signingKey: string;
  /** What codes of apps are sealed with in the database. */
  readonly sealingKey: string;
  readonly brokerJournal: string;
  /** What users upload. */
  readonly files: string;
  readonly demoAccounts: string;
  /** Mail to people, one `.eml` file each. */
  readonly mail: string;
}

const marker = 'payloom-data-folder';

function layOut(path: string): DataFolder {
  return {
    path,
    postgres: join(path, 'postgres'),
    logs: join(path, 'logs'),
    lock: join(path, 'lock.sqlite'),
    running: join(path, 'running.json'),
    secrets: join(path, 'secrets.json'),
    signingKey: join(path, 'auth-signing-key.pem'),
    sealingKey: join(path, 'auth-sealing-key'),
    brokerJournal: join(path, 'broker', 'journal.sqlite'),
    files: join(path, 'files'),
    demoAccounts: join(path, 'demo-accounts.json'),
    mail: join(path, 'mail'),
  };
}

function assertOurs(path: string): void {
  if (readdirSync(path).length === 0 || existsSync(join(path, marker))) return;
  throw new Problem(
    `${path} holds files that are not Payloom's, so it is left alone. ` +
      'Set PAYLOOM_DATA_DIR to a new or empty folder.',
  );
}

/** Opens the data folder, making it where it is missing. Throws a Problem when it is somebody else's. */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  assertOurs(path);
  writeFileWhole(join(path, marker), 'Payloom keeps its data here. `pnpm start --reset` clears it.\n');
  // Run as root, PostgreSQL has a user of its own, who must pass through here (and can list nothing).
  chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700);
  const folder = layOut(path);
  for (const inner of [folder.logs, join(path, 'broker')]) mkdirSync(inner, { recursive: true, mode: 0o700 });
  return folder;
}

/** Removes everything in the folder but the lock that is held on it. */
export function clearDataFolder(folder: DataFolder): void {
  for (const name of readdirSync(folder.path)) {
    if (name === marker || join(folder.path, name).startsWith(folder.lock)) continue;
    rmSync(join(folder.path, name), { recursive: true, force: true });
  }
  openDataFolder(folder.path);
}
