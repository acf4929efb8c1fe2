import { execFileSync } from 'node:child_process';
import { Problem } from '../start/problem.ts';

/** The files of one git revision. */
export interface Revision {
  /** Its abbreviated hash. */
  readonly name: string;
  /** The text of a file; undefined where there was none. */
  readonly read: (path: string) => string | undefined;
  /** The paths of all files below a folder. */
  readonly list: (folder: string) => string[];
}

function git(repository: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1_024 * 1_024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function attempt(repository: string, ...args: readonly string[]): string | undefined {
  try {
    return git(repository, ...args).trim();
  } catch {
    return undefined;
  }
}

/** What a check compares with when nothing is said: where this branch left its upstream, else the commit before this one. */
export function earlierRevision(repository: string): string | undefined {
  const head = attempt(repository, 'rev-parse', 'HEAD');
  const fork = attempt(repository, 'merge-base', 'HEAD', '@{upstream}');
  return fork !== undefined && fork !== head ? fork : attempt(repository, 'rev-parse', '--verify', 'HEAD~1');
}

/** Whether git is there and knows a revision by this name. */
export const hasRevision = (repository: string, name: string): boolean => commitOf(repository, name) !== undefined;

const commitOf = (repository: string, name: string): string | undefined =>
  attempt(repository, 'rev-parse', '--verify', '--end-of-options', `${name}^{commit}`);

/** Opens a revision by any name that git knows. Throws a Problem where it knows none by that name. */
export function openRevision(repository: string, name: string): Revision {
  const commit = commitOf(repository, name);
  if (commit === undefined) {
    throw new Problem(`git knows no revision "${name}" here. Name a commit, a branch or a tag.`);
  }
  return {
    name: commit.slice(0, 9),
    read: (path) => {
      try {
        return git(repository, 'cat-file', 'blob', `${commit}:${path}`);
      } catch {
        return undefined;
      }
    },
    list: (folder) =>
      git(repository, 'ls-tree', '-r', '-z', '--name-only', commit, '--', folder)
        .split('\0')
        .filter((path) => path !== ''),
  };
}
