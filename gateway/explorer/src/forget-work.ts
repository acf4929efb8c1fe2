const prefix = 'graphiql:';
/** What it looks like tells nothing of what was asked. */
const harmless = new Set([`${prefix}theme`]);

type Kept = Pick<Storage, 'key' | 'length' | 'removeItem'>;

/**
 * Takes out of the browser what the editor has kept of somebody's work: operations, variables, what was asked before. In one
 * that forbids to keep anything there is nothing.
 */
export function forgetWork(open: () => Kept): void {
  let storage: Kept;
  try {
    storage = open();
  } catch {
    return;
  }
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) if (key.startsWith(prefix) && !harmless.has(key)) storage.removeItem(key);
}
