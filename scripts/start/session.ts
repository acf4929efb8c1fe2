import { demoAccounts } from './demo-accounts.ts';
import { openInstallation, type Installation } from './installation.ts';
import type { StartOptions } from './options.ts';
import { Platform } from './platform.ts';
import { readyBox } from './ready-box.ts';
import { Sentences } from './sentences.ts';
import { choosePorts, subgraphNames } from './services.ts';
import { shutDownOnSignal } from './shut-down.ts';

/** One run of `start` or `dev`. */
export interface Session {
  readonly installation: Installation;
  readonly platform: Platform;
  readonly say: (sentence: string) => void;
  /** Called first when the session ends. */
  readonly onStop: (stop: () => unknown) => void;
}

async function open(options: StartOptions, restarts: boolean, sentences: Sentences) {
  const installation = await openInstallation(options);
  const plan = { options, folder: installation.folder, ports: await choosePorts(subgraphNames()) };
  const platform = new Platform({ plan, secrets: installation.secrets, say: sentences.say, restarts });
  return { installation, platform };
}

/**
 * Opens the data folder, runs `startAll`, says where everything is, and stays until it is asked to stop. When the
 * start fails, what runs already is stopped in order.
 */
export async function runSession(
  options: StartOptions,
  restarts: boolean,
  startAll: (session: Session) => Promise<void>,
): Promise<void> {
  const sentences = new Sentences();
  const { installation, platform } = await open(options, restarts, sentences);
  const first: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of first) await step();
    await platform.stop();
    installation.release();
  };
  const shutDown = shutDownOnSignal(stop, console.log);
  sentences.hold();
  try {
    await startAll({ installation, platform, say: sentences.say, onStop: (step) => void first.push(step) });
  } catch (error) {
    // A start that was asked to stop ends there; its steps fail because it does.
    if (shutDown.asked) return;
    await stop();
    throw error;
  } finally {
    sentences.release();
  }
  announce(platform, installation, options);
}

function announce(
  { address }: Platform,
  { folder, secrets: { demoPassword: password } }: Installation,
  { dataFolder }: StartOptions,
): void {
  const seconds = performance.now() / 1_000;
  const mailFolder = process.env.SMTP_URL ? undefined : folder.mail;
  console.log(`\n${readyBox({ address, password, dataFolder, mailFolder, seconds })}\n`);
  process.send?.({ type: 'ready', url: address, password, accounts: demoAccounts });
}
