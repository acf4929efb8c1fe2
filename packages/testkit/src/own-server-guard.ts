import { rmSync } from 'node:fs';
import { killEpmd } from './epmd.ts';

/*
 * Run as `node own-server-guard.ts <process group> <folder> [epmd port]` beside a server of a test. Its input ends with
 * the process that started it, however that ends: then the server goes too. A line of input lets the guard go alone.
 */
const [group = '', folder = '', epmdPort] = process.argv.slice(2);
let released = false;
process.stdin.on('data', () => (released = true));
process.stdin.on('end', () => {
  if (!released) void endServer();
});

async function endServer(): Promise<void> {
  try {
    process.kill(-Number(group), 'SIGKILL');
  } catch {
    // It ended before.
  }
  if (epmdPort !== undefined) await killEpmd(Number(epmdPort));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
