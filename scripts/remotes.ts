import { remotesProgram } from './remotes/program.ts';
import { describeFailure } from './start/problem.ts';

try {
  await remotesProgram(console.log).parseAsync();
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
