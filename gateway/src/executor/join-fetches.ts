import type { FetchNode, PlanNode } from '@apollo/query-planner';

type Path = readonly (string | number)[];

/** One fetch for the entities at several places. */
export interface JoinedFetch {
  readonly kind: 'Joined';
  readonly fetch: FetchNode;
  readonly paths: readonly Path[];
}

export type Branch = PlanNode | JoinedFetch;

/**
 * What to do at the same time. The planner makes a fetch for each place that entities stand at; those that ask one subgraph
 * the same, as of the payer and of the recipient of a payment, are joined into one request.
 */
export function joinFetches(nodes: readonly PlanNode[]): readonly Branch[] {
  const groups = new Map<string, { branch: PlanNode; fetch: FetchNode | null; paths: Path[] }>();
  nodes.forEach((branch, index) => {
    const fetch = branch.kind === 'Flatten' ? entityFetchOf(branch.node) : null;
    const key = fetch ? whatIsAsked(fetch) : String(index);
    const group = groups.get(key) ?? { branch, fetch, paths: [] };
    if (branch.kind === 'Flatten') group.paths.push(branch.path);
    groups.set(key, group);
  });
  return [...groups.values()].map(({ branch, fetch, paths }) =>
    fetch && paths.length > 1 ? { kind: 'Joined', fetch, paths } : branch,
  );
}

function entityFetchOf(node: PlanNode): FetchNode | null {
  return node.kind === 'Fetch' && node.requires ? node : null;
}

/** All there is to a fetch but its name, which numbers the fetches of a plan. */
function whatIsAsked({
  operation,
  operationName,
  operationDocumentNode: _parsed,
  ...fetch
}: FetchNode): string {
  const unnamed = operationName === undefined ? operation : operation.replace(operationName, '');
  return JSON.stringify([unnamed, fetch]);
}
