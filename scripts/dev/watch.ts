import { relative } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import { classifyChange, type Change } from './changes.ts';

const areas = ['subgraphs', 'gateway/src', 'packages', 'clients'];
const ignored = /(^|\/)(node_modules|dist|__generated__|coverage)(\/|$)/;

/** Watches the sources and tells what each edit calls for. Resolves when every folder is watched. */
export async function watchSources(root: string, onChange: (change: Change) => void): Promise<FSWatcher> {
  const watcher = watch(areas, {
    cwd: root,
    ignoreInitial: true,
    ignored: (path) => ignored.test(relative(root, path)),
  });
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    const change = classifyChange(path.replaceAll('\\', '/'));
    if (change) onChange(change);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return watcher;
}
