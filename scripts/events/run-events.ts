import { CommanderError } from 'commander';
import { ZodError } from 'zod';
import { describeFailure } from '../start/problem.ts';
import { eventsProgram, type Surroundings } from './program.ts';

/** Runs one command line and resolves with its exit code. What goes wrong is said in a sentence. */
export async function runEvents(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    await eventsProgram(surroundings).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said it itself.
    if (error instanceof CommanderError) return error.exitCode;
    surroundings.terminal.err(
      error instanceof ZodError
        ? 'The gateway gave an answer of another shape than this command knows; is it of the same version?'
        : describeFailure(error),
    );
    return 1;
  }
}
