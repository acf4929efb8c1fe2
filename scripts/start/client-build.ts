import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { explorer, generatedCode, root, site } from '../build/artefacts.ts';
import { isFresh } from '../build/freshness.ts';
import { lastWords } from './log-lines.ts';
import { Problem } from './problem.ts';

function isProgress(message: unknown): message is { line: string } {
  return (
    typeof message === 'object' && message !== null && 'line' in message && typeof message.line === 'string'
  );
}

/** Whether types, hooks, explorer and clients were made from the sources that are there now. */
export function clientsAreFresh(): boolean {
  return [generatedCode(), explorer(), site()].every((artefact) => isFresh(artefact, root));
}

/**
 * Builds what is stale in a process of its own: the bundler's memory is given back afterwards, and stopping in the
 * middle of it is one signal.
 */
export async function buildStaleClients(
  say: (line: string) => void,
  onSpawn: (child: ChildProcess) => void,
  targets: readonly ('code' | 'explorer' | 'site')[] = [],
): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'scripts/build.ts'), ...targets],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  onSpawn(child);
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-16_384);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', keep);
  child.on('message', (message) => {
    if (isProgress(message)) say(message.line);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0)
    throw new Problem(`The clients could not be built: ${lastWords(output)}\nSee it all with: pnpm build`);
}
