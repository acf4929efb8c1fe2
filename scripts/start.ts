import type { ChildProcess } from 'node:child_process';
import { root } from './build/artefacts.ts';
import { demoAccounts } from './start/demo-accounts.ts';
import { openInstallation } from './start/installation.ts';
import { readOptions, usage, type StartOptions } from './start/options.ts';
import { Platform } from './start/platform.ts';
import { describeFailure } from './start/problem.ts';
import { readyBox } from './start/ready-box.ts';
import { Sentences } from './start/sentences.ts';
import { choosePorts, subgraphNames } from './start/services.ts';
import { shutDownOnSignal } from './start/shut-down.ts';
import { backendStep, builtFrontStep, demoAccountsStep, runSteps, together } from './start/steps.ts';

/** The embedded mode: one PostgreSQL, every service as a process of its own, all on one origin. */
async function start(options: StartOptions): Promise<void> {
  const sentences = new Sentences();
  const installation = await openInstallation(options);
  const plan = { options, folder: installation.folder, ports: await choosePorts(subgraphNames()) };
  const platform = new Platform({ plan, secrets: installation.secrets, say: sentences.say, restarts: true });
  const builds = new Set<ChildProcess>();
  const stop = async (): Promise<void> => {
    for (const child of builds) child.kill('SIGKILL');
    await platform.stop();
    installation.release();
  };
  const shutDown = shutDownOnSignal(stop, console.log);
  const parts = { platform, installation, onSpawn: (child: ChildProcess) => void builds.add(child) };
  sentences.hold();
  try {
    await runSteps([
      together('Services', [backendStep(parts), builtFrontStep(parts)]),
      demoAccountsStep(parts),
    ]);
  } catch (error) {
    // A start that was asked to stop ends there; its steps fail because it does.
    if (shutDown.asked) return;
    sentences.release();
    await stop();
    throw error;
  }
  sentences.release();
  announce(platform, installation.secrets.demoPassword, options);
}

function announce(platform: Platform, password: string, options: StartOptions): void {
  const { address } = platform;
  const seconds = performance.now() / 1_000;
  console.log(`\n${readyBox({ address, password, dataFolder: options.dataFolder, seconds })}\n`);
  process.send?.({ type: 'ready', url: address, password, accounts: demoAccounts });
}

try {
  const options = readOptions(process.argv.slice(2), process.env, root);
  if (options.help) console.log(usage);
  else await start(options);
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exit(1);
}
