import { holdsPolicy } from '@payloom/subgraph-kit/policies';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { GraphQLError } from 'graphql';

/** Any one of the lists suffices; of a list all are needed (federation's `@requiresScopes` and `@policy`). */
export type AnyOf = readonly (readonly string[])[];

/** What of a viewer rules look at. */
export type RuledViewer = Pick<Viewer, 'scopes' | 'role' | 'emailVerified'>;

/** What a viewer must bring to see a field. */
export interface Requirement {
  /** Each of the rules must hold. None at all means: to be signed in is enough. */
  readonly scopes: readonly AnyOf[];
  readonly policies: readonly AnyOf[];
}

export type Denial = 'UNAUTHENTICATED' | 'FORBIDDEN';

function withoutDoubles(rules: readonly AnyOf[]): AnyOf[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** Joins what several rules ask for; null when none of them asks for anything. */
export function allOf(requirements: readonly (Requirement | null)[]): Requirement | null {
  const present = requirements.filter((requirement) => requirement !== null);
  if (present.length === 0) return null;
  return {
    scopes: withoutDoubles(present.flatMap(({ scopes }) => scopes)),
    policies: withoutDoubles(present.flatMap(({ policies }) => policies)),
  };
}

/** Why the viewer may not see it, or null when they may. */
export function denialOf({ scopes, policies }: Requirement, viewer: RuledViewer | null): Denial | null {
  if (viewer === null) return 'UNAUTHENTICATED';
  const hold = (rules: readonly AnyOf[], one: (name: string) => boolean) =>
    rules.every((rule) => rule.some((all) => all.every(one)));
  const may =
    hold(scopes, (scope) => viewer.scopes.has(scope)) &&
    hold(policies, (policy) => holdsPolicy(policy, viewer));
  return may ? null : 'FORBIDDEN';
}

const messages: Record<Denial, string> = {
  UNAUTHENTICATED: 'Sign in to see this.',
  FORBIDDEN: 'You are not allowed to see this.',
};

/** What stands in the answer for a field that was denied. */
export function denialError(denial: Denial): GraphQLError {
  return new GraphQLError(messages[denial], { extensions: { code: denial } });
}
