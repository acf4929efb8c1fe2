import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

const quietForMs = 50;
/** Some file systems (network mounts, some containers) tell of no changes: the file is looked at besides. */
const lookEveryMs = 2_000;

/**
 * Calls back when the file's content may have changed, once things have been quiet for a moment. The folder is what is
 * watched, because a file that is replaced by a rename is another file. Returns how to stop.
 */
export async function watchFile(path: string, onChange: () => void): Promise<() => void> {
  let seen = await fingerprint(path);
  let quiet: NodeJS.Timeout | undefined;
  const look = async () => {
    const now = await fingerprint(path);
    if (now === seen) return;
    seen = now;
    onChange();
  };
  const lookSoon = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => void look(), quietForMs);
  };
  const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
    if (name === null || name === basename(path)) lookSoon();
  });
  watcher.on('error', () => watcher.close());
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return () => {
    watcher.close();
    clearInterval(timer);
    clearTimeout(quiet);
  };
}

async function fingerprint(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return 'absent';
  }
}
