import type { PlanNode } from '@apollo/query-planner';
import { executeFetch, type FetchContext } from './execute-fetch.ts';
import { getOwn } from './json.ts';
import { branchesOf, type Branch } from './join-fetches.ts';
import { joinPositions, moveInto, type Position } from './position.ts';

export interface PlanContext extends FetchContext {
  /** Variables with their defaults, by which conditions are decided. */
  readonly conditions: { readonly [name: string]: unknown };
}

/**
 * Executes a query plan from wherever the position stands: an empty response for queries and mutations, the event's
 * own data for a live update. Resolves when all that could be fetched is merged in; what could not is in `errors`.
 */
export async function executePlan(context: PlanContext, node: PlanNode, position: Position): Promise<void> {
  switch (node.kind) {
    case 'Fetch':
      return executeFetch(context, node, position);
    case 'Sequence':
      for (const each of node.nodes) await executePlan(context, each, position);
      return;
    case 'Parallel':
      await Promise.all(branchesOf(node).map((branch) => executeBranch(context, branch, position)));
      return;
    case 'Flatten':
      return executePlan(context, node.node, moveInto(position, node.path));
    case 'Condition': {
      const branch = getOwn(context.conditions, node.condition) === true ? node.ifClause : node.elseClause;
      if (branch) await executePlan(context, branch, position);
      return;
    }
    case 'Defer':
      throw new Error('The planner is not asked for @defer');
  }
}

function executeBranch(context: PlanContext, branch: Branch, position: Position): Promise<void> {
  if (branch.kind !== 'Joined') return executePlan(context, branch, position);
  const places = branch.paths.map((path) => moveInto(position, path));
  return executeFetch(context, branch.fetch, joinPositions(places));
}
