const prefix = 'graphiql:';
/** What it looks like tells nothing of what was asked. */
const harmless = new Set([`${prefix}theme`]);

/** Takes out of the browser what the editor has kept of somebody's work: operations, variables, what was asked before. */
export function forgetWork(storage: Pick<Storage, 'key' | 'length' | 'removeItem'>): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) if (key.startsWith(prefix) && !harmless.has(key)) storage.removeItem(key);
}
