import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

/** Every fetch that a plan may make of subgraphs; of a subscription, those that hydrate its updates. */
export function fetchesOf({ node }: QueryPlan): FetchNode[] {
  const gathered = node?.kind === 'Subscription' ? node.rest : node;
  return gathered ? fetchesIn(gathered) : [];
}

function fetchesIn(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((clause) => (clause ? fetchesIn(clause) : []));
    case 'Defer':
      throw new Error('The planner is not asked for @defer');
  }
}
