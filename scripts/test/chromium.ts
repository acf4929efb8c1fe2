import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  readonly exists: (path: string) => boolean;
  /** Runs a command with its output shown; returns whether it succeeded. */
  readonly run: (command: string, args: readonly string[]) => boolean;
  readonly say: (sentence: string) => void;
}

const variables = ['CHROMIUM_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH', 'CHROME_PATH', 'CHROME_BIN'];
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
];

/** This machine as it is. */
export const thisMachine: Machine = {
  env: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  run: (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0,
  say: console.log,
};

/** Where a Chromium is, looking at the usual variables first, then along PATH and in the usual places. */
export function findChromium({ env, exists }: Machine): string | undefined {
  const named = variables.flatMap((variable) => env[variable] ?? []);
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...places];
  const candidates = folders.flatMap((folder) =>
    [...names, 'Google Chrome', 'Chromium'].map((name) => join(folder, name)),
  );
  return [...named, ...candidates].find((path) => exists(path));
}

/** What to type where it is not installed by itself. */
export const chromiumHelp =
  'No Chromium was found, and the stories in e2e/ need one. Install it (Debian, Ubuntu: `sudo apt-get install chromium`; ' +
  'Fedora: `sudo dnf install chromium`; macOS: `brew install --cask chromium`), or set CHROMIUM_PATH to a Chrome or Edge.';

/** Finds a Chromium, or installs one where the system's package manager may be used. Undefined when there is none. */
export function findOrInstallChromium(machine: Machine = thisMachine): string | undefined {
  const found = findChromium(machine);
  if (found !== undefined || !machine.isRoot || !machine.exists('/usr/bin/apt-get')) return found;
  machine.say('No Chromium was found: installing the one of this system (apt-get install chromium).');
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  if (!machine.run('apt-get', install)) {
    // A fresh image has no package lists yet.
    machine.run('apt-get', ['update']);
    machine.run('apt-get', install);
  }
  return findChromium(machine);
}
