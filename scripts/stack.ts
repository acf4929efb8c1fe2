import { thisDocker } from './stack/docker.ts';
import { stackProgram } from './stack/program.ts';
import { describeFailure } from './start/problem.ts';

try {
  await stackProgram(thisDocker, console.log).parseAsync();
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
