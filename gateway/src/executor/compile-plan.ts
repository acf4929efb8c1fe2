import type { PlanNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { compileFetch, type FetchContext } from './compile-fetch.ts';
import { getOwn } from './json.ts';
import { joinFetches, type Branch } from './join-fetches.ts';
import { compileMove, joinPositions, type Position } from './position.ts';

export interface PlanContext extends FetchContext {
  /** Variables with their defaults, by which conditions are decided. */
  readonly conditions: { readonly [name: string]: unknown };
}

/**
 * Executes a part of a query plan from wherever the position stands: an empty response for queries and mutations, the
 * event's own data for a live update. Resolves when all that could be fetched is merged in; what could not is in `errors`.
 */
export type PlanStep = (context: PlanContext, position: Position) => Promise<void>;

/**
 * Compiles a query plan, so that nothing that is the same for each execution is worked out more than once. The schema has
 * what subgraphs know, inaccessible elements included.
 */
export function compilePlan(supergraphSchema: GraphQLSchema, node: PlanNode): PlanStep {
  const compile = (each: PlanNode): PlanStep => compilePlan(supergraphSchema, each);
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(supergraphSchema, node);
    case 'Sequence':
      return inSequence(node.nodes.map(compile));
    case 'Parallel':
      return atOnce(joinFetches(node.nodes).map((branch) => compileBranch(supergraphSchema, branch)));
    case 'Flatten': {
      const [move, inner] = [compileMove(node.path), compile(node.node)];
      return (context, position) => inner(context, move(position));
    }
    case 'Condition': {
      const [met, unmet] = [node.ifClause, node.elseClause].map((clause) => clause && compile(clause));
      return async (context, position) =>
        (getOwn(context.conditions, node.condition) === true ? met : unmet)?.(context, position);
    }
    case 'Defer':
      throw new Error('The planner is not asked for @defer');
  }
}

function inSequence(steps: readonly PlanStep[]): PlanStep {
  return async (context, position) => {
    for (const step of steps) await step(context, position);
  };
}

function atOnce(steps: readonly PlanStep[]): PlanStep {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return async (context, position) => {
    await Promise.all(steps.map((step) => step(context, position)));
  };
}

function compileBranch(supergraphSchema: GraphQLSchema, branch: Branch): PlanStep {
  const compile = (each: Branch): PlanStep => compileBranch(supergraphSchema, each);
  switch (branch.kind) {
    case 'JoinedSequence':
      return inSequence(branch.branches.map(compile));
    case 'JoinedParallel':
      return atOnce(branch.branches.map(compile));
    case 'Joined': {
      const moves = branch.paths.map(compileMove);
      const fetch = compileFetch(supergraphSchema, branch.fetch);
      return (context, position) => fetch(context, joinPositions(moves.map((move) => move(position))));
    }
    default:
      return compilePlan(supergraphSchema, branch);
  }
}
