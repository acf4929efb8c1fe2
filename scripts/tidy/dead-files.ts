import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Finding } from './finding.ts';

const run = promisify(execFile);

const issueSchema = z.object({
  files: z.array(z.object({ name: z.string() })).default([]),
  issues: z.array(
    z.object({
      file: z.string(),
      files: z.array(z.object({ name: z.string() })).default([]),
      dependencies: z.array(z.object({ name: z.string(), line: z.number().optional() })).default([]),
      devDependencies: z.array(z.object({ name: z.string(), line: z.number().optional() })).default([]),
      unlisted: z.array(z.object({ name: z.string(), line: z.number().optional() })).default([]),
    }),
  ),
});

/** Files nobody imports, packages nobody uses and packages used without being asked for, as knip finds them. */
export async function findDeadFiles(root: string): Promise<Finding[]> {
  const args = [
    join(root, 'node_modules/knip/bin/knip.js'),
    '--reporter',
    'json',
    '--no-progress',
    '--no-exit-code',
  ];
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 16_777_216 });
  const { issues } = issueSchema.parse(JSON.parse(stdout));
  return issues.flatMap(({ file, files, dependencies, devDependencies, unlisted }) => [
    ...files.map(({ name }) => ({
      path: name,
      line: 1,
      message: 'Nobody imports this file: remove it, or use it.',
    })),
    ...[...dependencies, ...devDependencies].map(({ name, line = 1 }) => ({
      path: file,
      line,
      message: `Nothing here uses "${name}": remove it.`,
    })),
    ...unlisted.map(({ name, line = 1 }) => ({
      path: file,
      line,
      message: `"${name}" is used and not in its package.json.`,
    })),
  ]);
}
