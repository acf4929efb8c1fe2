import { commandOf, parentOf } from './processes.ts';

const pollMilliseconds = 500;
const depthMax = 10;

/** What a package manager puts between a terminal and a script: itself, and shells that run one command. */
const isLauncher = (command: string): boolean =>
  /(^|[\s/])(npm|npx|pnpm|pnpx|yarn|corepack)(\s|@|$|\.c?js)/.test(command) ||
  /(^|\/)(ba|da|z)?sh (-\w+ )*-\w*c\b/.test(command);

/** The package managers this process was started through, nearest first. */
export function findLaunchers(pid: number = process.pid): number[] {
  const launchers: number[] = [];
  for (let parent = parentOf(pid); parent !== undefined && parent > 1; parent = parentOf(parent)) {
    if (launchers.length === depthMax || !isLauncher(commandOf(parent) ?? '')) break;
    launchers.push(parent);
  }
  return launchers;
}

/**
 * Calls `onGone` when one of the package managers ends: npx, for one, dies of a SIGTERM without passing it on, and what
 * it started would go on unseen.
 */
export function watchLaunchers(onGone: () => void, launchers = findLaunchers()): void {
  const commands = new Map(launchers.map((pid) => [pid, commandOf(pid)]));
  const timer = setInterval(() => {
    if (launchers.every((pid) => commandOf(pid) === commands.get(pid))) return;
    clearInterval(timer);
    onGone();
  }, pollMilliseconds);
  timer.unref();
}
