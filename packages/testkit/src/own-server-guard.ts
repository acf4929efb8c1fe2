import { rmSync } from 'node:fs';
import { killEpmd } from './epmd.ts';

/**
 * The program of the guard: `node own-server-guard.ts <process group> <folder> [epmd port]`, beside a server of a test. Its
 * input ends with the process that started it, however that ends: then the server goes too. A line of input lets the
 * guard go alone.
 */
export const guardProgram = import.meta.filename;

function guard([group = '', folder = '', epmdPort]: readonly string[]): void {
  let released = false;
  process.stdin.on('data', () => (released = true));
  process.stdin.on('end', () => {
    if (!released) void endServer(Number(group), folder, epmdPort);
  });
}

async function endServer(group: number, folder: string, epmdPort: string | undefined): Promise<void> {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It ended before.
  }
  if (epmdPort !== undefined) await killEpmd(Number(epmdPort));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

if (import.meta.main) guard(process.argv.slice(2));
