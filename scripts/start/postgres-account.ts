import { execFileSync, spawnSync } from 'node:child_process';
import { Problem } from './problem.ts';

/** How to run PostgreSQL's programs: they refuse to run as root. */
export interface PostgresAccount {
  /** Put before every command. */
  readonly prefix: readonly string[];
  /** Owns the database files and runs the server, where it is not the user who started Payloom. */
  readonly ids?: { uid: number; gid: number };
}

const userName = 'postgres';

function idOf(flag: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, userName], { encoding: 'utf8' });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}

function findOrMakeUser(): { uid: number; gid: number } | undefined {
  if (idOf('-u') === undefined) {
    spawnSync('groupadd', ['--system', userName], { stdio: 'ignore' });
    spawnSync('useradd', ['--system', '--gid', userName, '--no-create-home', userName], { stdio: 'ignore' });
  }
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function works(command: readonly string[], ids?: { uid: number; gid: number }): boolean {
  const [program = '', ...args] = command;
  return spawnSync(program, args, { stdio: 'ignore', cwd: '/', ...ids }).status === 0;
}

const nobody = { uid: 65_534, gid: 65_534 };

/** Maps a user's id onto root's own: the server sees itself as that user, the files stay root's. */
const asAnotherUser = ({ uid, gid } = nobody): string[] => [
  'unshare',
  '--user',
  `--map-user=${uid}`,
  `--map-group=${gid}`,
  '--',
];

function canEnter(folder: string, ids: { uid: number; gid: number }): boolean {
  return works(['test', '-x', folder], ids);
}

/**
 * Finds out who runs the database: the user themselves; for root the system's `postgres` user (made where it is
 * missing), or a user namespace where that user cannot reach the repository, as below a closed /root.
 */
export function choosePostgresAccount(program: string, folder: string): PostgresAccount {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = findOrMakeUser();
  if (ids && works([program, '--version'], ids) && canEnter(folder, ids)) return { prefix: [], ids };
  const prefix = asAnotherUser(ids);
  if (works([...prefix, program, '--version'])) return { prefix };
  throw new Problem(
    `PostgreSQL refuses to run as root, and the user "${userName}" cannot be used here: it must be able to enter ` +
      `${folder} and run ${program}. Start Payloom as a normal user, or move the repository out of closed folders.`,
  );
}

/** Gives a folder to the account that runs the server. */
export function giveFolder(path: string, { ids }: PostgresAccount): void {
  if (ids) execFileSync('chown', ['-R', `${ids.uid}:${ids.gid}`, path]);
}
