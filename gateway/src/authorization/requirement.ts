import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { GraphQLError } from 'graphql';

/** Any one of the lists suffices; of a list all are needed (federation's `@requiresScopes`). */
export type ScopeRule = readonly (readonly string[])[];

/** What a viewer must bring to see a field. */
export interface Requirement {
  /** Each of the rules must hold. None at all means: to be signed in is enough. */
  readonly scopes: readonly ScopeRule[];
}

export type Denial = 'UNAUTHENTICATED' | 'FORBIDDEN';

/** Joins what several rules ask for; null when none of them asks for anything. */
export function allOf(requirements: readonly (Requirement | null)[]): Requirement | null {
  const present = requirements.filter((requirement) => requirement !== null);
  if (present.length === 0) return null;
  const scopes = new Map<string, ScopeRule>();
  for (const rule of present.flatMap((requirement) => requirement.scopes))
    scopes.set(JSON.stringify(rule), rule);
  return { scopes: [...scopes.values()] };
}

/** Why the viewer may not see it, or null when they may. */
export function denialOf(requirement: Requirement, viewer: Pick<Viewer, 'scopes'> | null): Denial | null {
  if (viewer === null) return 'UNAUTHENTICATED';
  const holds = (rule: ScopeRule) => rule.some((all) => all.every((scope) => viewer.scopes.has(scope)));
  return requirement.scopes.every(holds) ? null : 'FORBIDDEN';
}

const messages: Record<Denial, string> = {
  UNAUTHENTICATED: 'Sign in to see this.',
  FORBIDDEN: 'You are not allowed to see this.',
};

/** What stands in the answer for a field that was denied. */
export function denialError(denial: Denial): GraphQLError {
  return new GraphQLError(messages[denial], { extensions: { code: denial } });
}
