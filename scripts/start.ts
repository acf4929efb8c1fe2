import { runCommand } from './start/run-command.ts';
import { runSession } from './start/session.ts';
import { backendStep, builtFrontStep, demoAccountsStep, runSteps, together } from './start/steps.ts';

/** The embedded mode: one PostgreSQL, every service as a process of its own, all on one origin. */
await runCommand((options) =>
  runSession(options, true, (session) =>
    runSteps([
      together('Services', [backendStep(session), builtFrontStep(session)]),
      demoAccountsStep(session),
    ]),
  ),
);
