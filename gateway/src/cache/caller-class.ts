import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { denialOf } from '../authorization/requirement.ts';
import { rightsOf, type Caller } from '../operations/caller.ts';
import type { Sharing } from './fetch-rule.ts';

/** Callers whom a subgraph tells the same. */
export interface CallerClass {
  /** What goes into the keys. */
  readonly key: readonly unknown[];
  /** Whether it is more than one user. */
  readonly isShared: boolean;
}

/**
 * In whose class the caller is. All who hold the scopes that `@sameForAll` asks for, and whom no rule of the graph denies
 * a field, are one; everybody else is alone with their rights, whatever they are signed in on: to say that a value may be
 * kept is to say that it does not depend on the session. Null when nobody can say who asks.
 */
export function callerClassOf(
  sharing: Sharing | null,
  { viewer, headers }: Pick<Caller, 'viewer' | 'headers'>,
): CallerClass | null {
  // Somebody whom this gateway cannot tell, as where it knows no keys, is still told by their token at a subgraph.
  if (!viewer) return headers.authorization === undefined ? { key: ['nobody'], isShared: true } : null;
  if (sharing && isOneOfAll(sharing, viewer)) return { key: ['all', sharing.scopes], isShared: true };
  return { key: ['viewer', rightsOf(viewer)], isShared: false };
}

function isOneOfAll({ scopes, requirement }: Sharing, viewer: Viewer): boolean {
  const isDenied = requirement !== null && denialOf(requirement, viewer) !== null;
  return !isDenied && scopes.every((scope) => viewer.scopes.has(scope));
}
