import { root } from './build/artefacts.ts';
import { runSchema } from './schema/program.ts';
import { describeFailure } from './start/problem.ts';

try {
  process.exitCode = await runSchema(process.argv.slice(2), { repository: root, print: console.log });
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
