import { root } from '../build/artefacts.ts';
import { readOptions, usage, type StartOptions } from './options.ts';
import { describeFailure } from './problem.ts';

/** Reads the options and runs a command with them. What goes wrong is said in a sentence, and the exit code is 1. */
export async function runCommand(run: (options: StartOptions) => Promise<void>): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2), process.env, root);
    if (options.help) console.log(usage);
    else await run(options);
  } catch (error) {
    console.error(`\n${describeFailure(error)}`);
    process.exit(1);
  }
}
