import { matchesFilter, type AuditFilter, type Matchable } from '../../audit/audit-filter.ts';

interface Entry extends Matchable {
  id: string;
}

/** Live and loaded entries in one list, each once, newest first: ids are UUIDv7 and grow with time. */
export function mergeEntries<E extends Entry>(
  live: readonly E[],
  loaded: readonly E[],
  filter: AuditFilter,
): E[] {
  const known = new Set(loaded.map(({ id }) => id));
  const more = live.filter((entry) => !known.has(entry.id) && matchesFilter(entry, filter));
  if (more.length === 0) return [...loaded];
  return [...more, ...loaded].sort((one, other) => (one.id < other.id ? 1 : -1));
}

/** More live entries than this are not kept: the list is then loaded anew, so that nothing is missing in between. */
export const LIVE_ENTRIES_MAX = 500;

export interface AddedEntry<E> {
  live: readonly E[];
  /** The older live entries had to be let go. */
  overflowed: boolean;
}

/** Puts a live entry on top, once however often it is delivered. */
export function addLiveEntry<E extends Entry>(live: readonly E[], entry: E): AddedEntry<E> {
  if (live.some(({ id }) => id === entry.id)) return { live, overflowed: false };
  if (live.length >= LIVE_ENTRIES_MAX) return { live: [entry], overflowed: true };
  return { live: [entry, ...live], overflowed: false };
}
