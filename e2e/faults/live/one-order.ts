/** What comes right behind each name in some list, and in how many lists it has something before it. */
function readNeighbours(lists: readonly (readonly string[])[]) {
  const next = new Map<string, string[]>();
  const before = new Map<string, number>();
  for (const list of lists) {
    for (const [index, name] of list.entries()) {
      const following = list[index + 1];
      next.set(name, [...(next.get(name) ?? []), ...(following === undefined ? [] : [following])]);
      before.set(name, (before.get(name) ?? 0) + (index === 0 ? 0 : 1));
    }
  }
  return { next, before };
}

/**
 * Names that stand in no order which all lists keep to, with all that stand behind them: none where there is one order
 * from which each list only leaves something out.
 */
export function findContradictions(lists: readonly (readonly string[])[]): string[] {
  const { next, before } = readNeighbours(lists);
  const free = [...before].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    before.delete(name);
    for (const following of next.get(name) ?? []) {
      const left = (before.get(following) ?? 0) - 1;
      before.set(following, left);
      if (left === 0) free.push(following);
    }
  }
  return [...before.keys()];
}
