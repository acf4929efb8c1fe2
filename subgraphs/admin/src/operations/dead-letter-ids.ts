import { pageSizeMax } from '@payloom/subgraph-kit/connection';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import { validate as isUuid } from 'uuid';

/** The different ids that can be looked for; whatever is no UUID names no dead letter. Throws BAD_USER_INPUT. */
export function checkedIds(ids: readonly string[]): string[] {
  if (ids.length === 0 || ids.length > pageSizeMax) {
    throw badUserInput(`ids: expected between 1 and ${pageSizeMax} ids, got ${ids.length}.`);
  }
  return [...new Set(ids.filter((id) => isUuid(id)).map((id) => id.toLowerCase()))];
}

/** Those of the given ids that are not among the letters. */
export function skippedIds(ids: readonly string[], letters: readonly { id: string }[]): string[] {
  const done = new Set(letters.map(({ id }) => id));
  return [...new Set(ids)].filter((id) => !done.has(id.toLowerCase()));
}
