import { checkBrokerJournal } from './broker-journal.ts';
import { checkDisk, checkNode, checkPort } from './checks.ts';
import { clearDataFolder, openDataFolder, type DataFolder } from './data-folder.ts';
import { takeLock } from './lock.ts';
import type { StartOptions } from './options.ts';
import { stopLeftoverServer } from './postmaster.ts';
import { describeRunning, endLeftovers } from './running.ts';
import { openSecrets, type Secrets } from './secrets.ts';

export interface Installation {
  readonly folder: DataFolder;
  readonly secrets: Secrets;
  /** Lets the next start have the data folder. */
  release(): void;
}

/**
 * Opens the data folder for this process alone, after what a killed start left is ended and everything a start needs
 * is there. Nothing is cleared before all checks have passed. Throws a Problem that says what to do.
 */
export async function openInstallation(options: StartOptions): Promise<Installation> {
  checkNode();
  const folder = openDataFolder(options.dataFolder);
  await checkDisk(folder.path);
  const lock = takeLock(folder.lock, () => describeRunning(folder.running, folder.path));
  await endLeftovers(folder.running);
  await checkPort(options.port, options.host);
  await stopLeftoverServer(folder.postgres);
  if (options.reset) clearDataFolder(folder);
  checkBrokerJournal(folder.brokerJournal);
  return { folder, secrets: openSecrets(folder), release: () => lock.release() };
}
