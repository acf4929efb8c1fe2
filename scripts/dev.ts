import { root } from './build/artefacts.ts';
import { generateCode } from './codegen.ts';
import { compose, writeComposed } from './compose.ts';
import { EditLoop } from './dev/edit-loop.ts';
import { generateStep, servedFrontStep, watchedBackendStep } from './dev/steps.ts';
import { watchSources } from './dev/watch.ts';
import { runCommand } from './start/run-command.ts';
import { runSession, type Session } from './start/session.ts';
import { demoAccountsStep, runSteps, together } from './start/steps.ts';

async function startAll(session: Session): Promise<void> {
  const { platform, say } = session;
  await runSteps([
    generateStep(say),
    together('Services', [watchedBackendStep(platform, say), servedFrontStep(platform, say)]),
    { ...demoAccountsStep(session), exitOnError: false },
  ]);
  const loop = new EditLoop({
    services: [...platform.subgraphs, 'gateway'],
    compose: () => void writeComposed(compose()),
    generate: generateCode,
    restart: (service) => platform.restart(service),
    say,
  });
  session.onStop(() => loop.stop());
  await watchSources(root, (change) => loop.push(change));
}

/** As `start`, from the same data folder, but every edit takes effect at once. */
await runCommand((options) => runSession(options, false, startAll));
